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
 * Writes findings, advice, losses and warnings from the numbers. It is cheap, so it is never cached, and counts as
 * reused where no stage before it ran.
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

/** Losses along a network's chain of layers, and estimates that contradict each other. */
function ofChain(result: AnalysisResult): { losses: InformationLoss[]; warnings: Warning[] } {
  const index = new ResultIndex(result);
  return { losses: informationLosses(index), warnings: contradictions(index) };
}
