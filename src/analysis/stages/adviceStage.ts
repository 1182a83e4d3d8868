import { advice } from '../advice/advice';
import { findings } from '../findings/findings';
import { networkView } from '../networks/networkView';
import type { Recorder } from '../recorder';

/** Reads the numbers and says what they say; it costs nothing, so it is never kept, and counts as reused where nothing before it ran. */
export async function adviceStage(recorder: Recorder, reused: boolean): Promise<void> {
  await recorder.stage('advice', () => {
    const { result } = recorder;
    const networks = (result.networks ?? []).map((network) => ({ name: network.name, findings: findings(networkView(result, network)) }));
    recorder.append({ findings: findings(result), advice: advice(result), networks });
    return Promise.resolve({ output: undefined, reused });
  });
}
