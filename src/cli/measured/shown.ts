import type { Measured } from '../../result/result';
import { boundMarks } from '../table';

export const figures = (value: number): string => value.toFixed(3);

/** `≥0.950 [0.930, 0.970]`. */
export const shown = ({ bound, value, low, high }: Measured): string =>
  `${boundMarks[bound]}${figures(value)} [${figures(low)}, ${figures(high)}]`;
