import type { EstimatorName } from '../../types/estimate';
import { reason, type InformationReason } from '../../types/reasons';
import type { PreparedVariable } from '../../job/preparedVariable';

export interface Choice {
  readonly estimator: EstimatorName;
  readonly reason: InformationReason;
}

/** With more columns than this, neighbours lie too far apart for Ross's or Kraskov's estimator at practical N. */
const fewColumns = 3;

/**
 * Chooses by the kinds of the variables, their columns and samples, and whether a conditional density is known.
 * Continuous pairs are then chosen by their data (continuousPair.ts).
 */
export function chooseEstimator(x: PreparedVariable, y: PreparedVariable): Choice {
  if (knows(x, y) || knows(y, x) || knowsBoth(x, y)) {
    return { estimator: 'knownConditional', reason: reason('knownConditional') };
  }
  const discrete = [x, y].filter(({ variable }) => variable.kind === 'discrete');
  if (discrete.length === 2) return chooseDiscrete(x, y);
  if (discrete.length === 1) return chooseMixed(discrete[0], x === discrete[0] ? y : x);
  return chooseContinuous(x, y);
}

/** Whether z's density given the other is known. */
export function knows(z: PreparedVariable, given: PreparedVariable): boolean {
  return z.original.conditional?.given === given.original.name;
}

/**
 * Whether both are functions of one input with independent known noise, or one is and the other is a symbol that does
 * not depend on that noise: their joint density is then a mixture over inputs.
 */
export function knowsBoth(x: PreparedVariable, y: PreparedVariable): boolean {
  const noisy = [x, y].filter((one) => one.sumsNoise);
  if (noisy.length === 2) return x.original.conditional?.given === y.original.conditional?.given;
  const symbols = [x, y].find(({ original }) => original.kind === 'discrete' && original.dimensions === 1);
  return noisy.length === 1 && symbols?.original.independentGiven === noisy[0].original.conditional?.given;
}

function chooseDiscrete(x: PreparedVariable, y: PreparedVariable): Choice {
  const cells = x.symbols.alphabet * y.symbols.alphabet;
  const { samples } = x.variable;
  if (cells * 4 <= samples) return { estimator: 'millerMadow', reason: reason('tableFilled', samples, cells) };
  return { estimator: 'grassberger', reason: reason('tableSparse', cells, samples) };
}

function chooseMixed(symbols: PreparedVariable, state: PreparedVariable): Choice {
  const { dimensions, samples } = state.variable;
  const { alphabet } = symbols.symbols;
  if (dimensions <= fewColumns && samples / alphabet >= 20) {
    return { estimator: 'ross', reason: reason('classNeighbors', alphabet, dimensions) };
  }
  if (alphabet * 4 <= samples) {
    return { estimator: 'probe', reason: reason('decoder', alphabet, dimensions) };
  }
  return { estimator: 'mixedKsg', reason: reason('manySymbols', alphabet, samples) };
}

function chooseContinuous(x: PreparedVariable, y: PreparedVariable): Choice {
  const joint = x.variable.dimensions + y.variable.dimensions;
  const { samples } = x.variable;
  if (samples < 3 * joint && samples >= 40) {
    return { estimator: 'probe', reason: reason('covarianceOverloaded', joint, samples) };
  }
  if (joint <= fewColumns) return { estimator: 'ksg1', reason: reason('fewColumns', joint) };
  return { estimator: 'gaussianCopula', reason: reason('manyColumns', joint) };
}
