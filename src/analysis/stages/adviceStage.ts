import type { Warning } from '../../result/warnings';
import { advice } from '../sayings/advice/advice';
import { findings } from '../sayings/findings/findings';
import { ResultIndex } from '../../result/resultIndex';
import { contradictions } from '../sayings/informationLoss/contradictions';
import { informationLosses } from '../sayings/informationLoss/losses';
import { networkView } from '../../result/networks';
import type { AnalysisResult, InformationLoss } from '../../result/result';
import type { Recorder } from '../run/recorder';

/**
 * Reads the numbers and says what they say; it costs nothing, so it is never kept, and counts as reused where nothing
 * before it ran.
 */
export async function adviceStage(recorder: Recorder, reused: boolean): Promise<void> {
  await recorder.stage('advice', () => {
    const { result } = recorder;
    const networks = (result.networks ?? []).map((network) => {
      const view = networkView(result, network);
      return { name: network.name, ...ofChain(view), findings: findings(view) };
    });
    recorder.append({ ...ofChain(result), findings: findings(result), advice: advice(result), networks });
    return Promise.resolve({ output: undefined, reused });
  });
}

/** What a network's chain of layers says of its numbers: where they fall, and which cannot both be right. */
function ofChain(result: AnalysisResult): { losses: InformationLoss[]; warnings: Warning[] } {
  const reading = new ResultIndex(result);
  return { losses: informationLosses(reading), warnings: contradictions(reading) };
}
