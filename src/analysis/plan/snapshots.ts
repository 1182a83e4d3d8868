import type { AnalysisConfig } from '../../config/schema/config';
import { recordedEpochs } from '../../data/recorded/recordedPaths';

/** The epochs whose states are analysed, ascending: those of recorded states, or the snapshots of training. */
export function analysedEpochs({ data, training, analysis }: AnalysisConfig): readonly number[] {
  return data.task === 'activations' ? recordedEpochs(data) : snapshotEpochs(training.epochs, analysis.snapshots);
}

/**
 * The epochs to analyse: 0 (before training), the last, and others spread logarithmically between, since most changes
 * happen early. At most `count` of them, fewer where there are fewer epochs; ascending, without repetition.
 */
export function snapshotEpochs(epochs: number, count: number): number[] {
  if (epochs === 0) return [0];
  if (count === 1) return [epochs];
  if (count >= epochs + 1) return Array.from({ length: epochs + 1 }, (_, epoch) => epoch);
  const chosen = new Set([0]);
  for (let i = 1; i < count; i++) {
    const spread = Math.round(epochs ** ((i - 1) / Math.max(1, count - 2)));
    let epoch = Math.min(epochs, count === 2 ? epochs : spread);
    while (chosen.has(epoch) && epoch < epochs) epoch++;
    chosen.add(epoch);
  }
  chosen.add(epochs);
  return [...chosen].sort((a, b) => a - b);
}
