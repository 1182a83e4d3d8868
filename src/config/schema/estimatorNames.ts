import { estimatorNames } from '../../information/types/estimate';

export { estimatorNames };

/** Those that count symbols, and have nothing to say of a state of real numbers; `binning` puts one in cells first. */
const countingEstimators = ['plugin', 'millerMadow', 'grassberger', 'chaoShen', 'nsb'] as const;
type CountingEstimator = (typeof countingEstimators)[number];

/** The estimators that can read a layer's state. */
export const stateEstimators = estimatorNames.filter(
  (name): name is Exclude<typeof name, CountingEstimator> => !countingEstimators.some((counting) => counting === name),
);
