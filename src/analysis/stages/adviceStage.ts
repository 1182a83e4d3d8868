import { advice } from '../advice/advice';
import { findings } from '../findings/findings';
import type { Recorder } from '../recorder';

/** Reads the numbers and says what they say; it costs nothing, so it is never kept, and counts as reused where nothing before it ran. */
export async function adviceStage(recorder: Recorder, reused: boolean): Promise<void> {
  await recorder.stage('advice', () => {
    recorder.append({ findings: findings(recorder.result), advice: advice(recorder.result) });
    return Promise.resolve({ output: undefined, reused });
  });
}
