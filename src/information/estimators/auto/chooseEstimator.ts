import type { EstimatorName } from '../../types/estimate';
import type { PreparedVariable } from '../../job/preparedVariable';

export interface Choice {
  readonly estimator: EstimatorName;
  /** Why, for a person. */
  readonly reason: string;
}

/** Beyond so many columns neighbours lie too far apart for Ross's or Kraskov's estimator at practical N. */
const fewColumns = 3;

/**
 * Chooses by what the variables are: kinds, columns, samples, a known conditional density. Continuous pairs are then
 * looked at (continuousPair.ts).
 */
export function chooseEstimator(x: PreparedVariable, y: PreparedVariable): Choice {
  if (knows(x, y) || knows(y, x)) {
    return {
      estimator: 'knownConditional',
      reason: 'The conditional density is known, so bounds on both sides need no model.',
    };
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

function chooseDiscrete(x: PreparedVariable, y: PreparedVariable): Choice {
  const cells = x.symbols.alphabet * y.symbols.alphabet;
  const { samples } = x.variable;
  if (cells * 4 <= samples)
    return {
      estimator: 'millerMadow',
      reason: `Both are discrete, and ${samples} samples fill the ${cells} cells of their joint table.`,
    };
  return {
    estimator: 'grassberger',
    reason: `Both are discrete, and ${cells} cells on ${samples} samples need more than a first-order correction.`,
  };
}

function chooseMixed(symbols: PreparedVariable, state: PreparedVariable): Choice {
  const { dimensions, samples } = state.variable;
  const { alphabet } = symbols.symbols;
  if (dimensions <= fewColumns && samples / alphabet >= 20) {
    return {
      estimator: 'ross',
      reason: `${alphabet} symbols against ${columns(dimensions)}: neighbours within a symbol are close.`,
    };
  }
  if (alphabet * 4 <= samples) {
    return {
      estimator: 'probe',
      reason:
        `${alphabet} symbols against ${columns(dimensions)}: a cross-fitted decoder survives what neighbours ` +
        'do not.',
    };
  }
  return {
    estimator: 'mixedKsg',
    reason: `${alphabet} symbols on ${samples} samples are too many for a decoder or for neighbours within a symbol.`,
  };
}

function chooseContinuous(x: PreparedVariable, y: PreparedVariable): Choice {
  const joint = x.variable.dimensions + y.variable.dimensions;
  const { samples } = x.variable;
  if (samples < 3 * joint && samples >= 40) {
    return {
      estimator: 'probe',
      reason:
        `${columns(joint)} on ${samples} samples are too many for a covariance: a regularised, cross-fitted ` +
        'regression reads less, but nothing that is not there.',
    };
  }
  if (joint <= fewColumns)
    return {
      estimator: 'ksg1',
      reason: `Both are continuous with ${columns(joint)} together: neighbours follow any dependence.`,
    };
  return {
    estimator: 'gaussianCopula',
    reason:
      `${columns(joint)} together are too many for neighbours; what the copula sees of the dependence is a ` +
      'lower bound.',
  };
}

function columns(count: number): string {
  return count === 1 ? 'one column' : `${count} columns`;
}
