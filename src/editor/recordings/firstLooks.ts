import type { AnalysisResult, Estimate } from '../../result/result';

/** The epochs of a recording that a result has analysed; none for results of other data. */
export function analysedEpochs({ config: { data } }: AnalysisResult): readonly number[] {
  return data.task === 'activations' && data.recording !== undefined ? (data.epochs ?? []) : [];
}

/** The result without what a first look has added to it since: numbers of epochs that the run did not have. */
export function withoutFirstLooks(result: AnalysisResult): AnalysisResult {
  const epochs = new Set(analysedEpochs(result));
  return epochs.size === 0
    ? result
    : { ...result, estimates: result.estimates.filter(({ epoch }) => epochs.has(epoch)) };
}

/** The newest epoch that has numbers, from a run or from a first look. */
export const newestShown = ({ estimates }: AnalysisResult): number =>
  estimates.reduce((newest, { epoch }) => Math.max(newest, epoch), -1);

/** Whether a first look at an epoch may be added: the run's own numbers are complete, and of earlier epochs. */
export function mayAdd(result: AnalysisResult | undefined, looks: readonly Estimate[]): result is AnalysisResult {
  if (!result || looks.length === 0 || result.layers.length === 0) return false;
  return looks[0].epoch > Math.max(-1, ...analysedEpochs(result)) && looks[0].epoch > newestShown(result);
}
