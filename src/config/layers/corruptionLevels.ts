import type { AnalysisConfig } from '../schema/config';
import type { Corruption } from '../schema/corrupt';

/** How inputs are spoiled; undefined where the config does not say. */
export const corruptionOf = ({ data }: AnalysisConfig): Corruption | undefined =>
  data.task === 'activations' ? undefined : data.corrupt;

/** The levels asked for, the mildest first: a ratio of signal to noise falls, all others rise. */
export function levelsOf(config: AnalysisConfig): number[] {
  const { by, levels = [] } = corruptionOf(config) ?? {};
  return [...new Set(levels)].sort((a, b) => (by === 'snr' ? b - a : a - b));
}

/** A level as people read it: '5 dB'. */
export const levelText = (config: AnalysisConfig, level: number): string =>
  corruptionOf(config)?.by === 'snr' ? `${level} dB` : String(level);
