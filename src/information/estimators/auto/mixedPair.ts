import { UserError } from '../../../base/userError';
import type { PreparedVariable } from '../../job/preparedVariable';
import type { ClassDensities } from '../probe/classDensities';
import type { Measurement } from '../../types/measurement';
import { reason } from '../../types/reasons';
import { amount, warning, type InformationWarning } from '../../types/warnings';
import { z95 } from '../../numerics/special';
import { certifiedEnds } from '../../types/assumption';
import { doubts } from './doubts';

/** The decoder's warning is given where it leaves more than this share of the symbols' entropy open. */
const open = 0.2;
/** Neighbours are set aside where the decoder's lower end is this much above them, in nats. */
const clear = 0.03;
/** Normal densities are set aside where another decoder scores this share of its value more on held-out rows. */
const share = 0.05;
/** A warning is given where densities read this share less on other rows than on those they were fitted to. */
const wide = 0.2;
/** Beyond this number of columns, or of multiplications, neighbours are not asked beside the decoder. */
const mostColumns = 32;
const mostWork = 3e8;

/** The ways to measure a mixed pair. */
export interface MixedWays {
  by(name: 'ross' | 'probe'): Promise<Measurement>;
  classes(state: PreparedVariable, symbols: PreparedVariable): Promise<ClassDensities | undefined>;
}

/**
 * I(X;Y) in nats of symbols and a state. The decoder's interval is certified on both sides: held-out predictions from
 * below, the entropy of the symbols from above. With few columns neighbours within a symbol give the value, and the
 * decoder the lower end; where it reads clearly more than they do, the value too. With more columns, or few samples of
 * a symbol, the decoder falls short by what it had too few samples to learn: normal densities within the symbols give
 * the value where no decoder scores clearly more, or neighbours where these read more.
 */
export async function measureMixedPair(
  x: PreparedVariable,
  y: PreparedVariable,
  estimator: 'ross' | 'probe',
  ways: MixedWays,
): Promise<Measurement> {
  const [symbols, state] = x.variable.kind === 'discrete' ? [x, y] : [y, x];
  const { dimensions, samples } = state.variable;
  if (estimator === 'probe') {
    const decoded = await ways.by('probe');
    const classes = await trusted(ways, state, symbols, decoded);
    const few = dimensions <= mostColumns && samples * samples * dimensions <= mostWork;
    const neighbors = few ? await ways.by('ross') : undefined;
    const seen = neighbors === undefined || decoded.low > 0 ? neighbors : lessNoise(neighbors);
    const value = seen === undefined ? classes : higher(seen, classes);
    return withBlindness(withValue(decoded, value, samples), dimensions);
  }
  const neighbors = await ways.by('ross');
  const decoded = await ways.by('probe').catch((error: unknown) => {
    // Too few samples for folds.
    if (error instanceof UserError) return undefined;
    throw error;
  });
  if (decoded === undefined) return { ...neighbors, warnings: [...neighbors.warnings, ...doubts(neighbors, samples)] };
  if (decoded.low > Math.max(0, ownHigh(neighbors), neighbors.nats + clear)) return withBlindness(decoded, dimensions);
  const classes = await trusted(ways, state, symbols, decoded);
  const value =
    classes !== undefined && agree(neighbors, classes)
      ? halfway(neighbors, classes)
      : decoded.low > 0
        ? neighbors
        : lessNoise(neighbors);
  return {
    ...value,
    low: decoded.low,
    nats: Math.max(decoded.low, value.nats),
    high: Math.min(neighbors.high, decoded.high),
    assumes: 'nearestNeighbors',
    // Where nothing else bounds the value, the entropy of the symbols does.
    certified: neighbors.high >= decoded.high ? certifiedEnds(decoded) : 'low',
    warnings: [...neighbors.warnings, ...doubts(neighbors, samples)],
  };
}

/** Normal densities within the symbols, unless another decoder scores clearly more. */
async function trusted(
  ways: MixedWays,
  state: PreparedVariable,
  symbols: PreparedVariable,
  decoded: Measurement,
): Promise<Measurement | undefined> {
  const classes = await ways.classes(state, symbols);
  return classes === undefined || decoded.nats - classes.heldOut > Math.max(clear, share * decoded.nats)
    ? undefined
    : ofClasses(classes);
}

const agree = (neighbors: Measurement, { nats }: Measurement): boolean =>
  nats >= neighbors.low && nats <= ownHigh(neighbors);

/** The end that the spread of the contributions gives, where the upper one is open. */
const ownHigh = ({ nats, low }: Measurement): number => 2 * nats - low;

/** Two values that samples cannot tell apart: their errors are less in the mean of both. */
const halfway = (neighbors: Measurement, classes: Measurement): Measurement => ({
  ...neighbors,
  nats: (neighbors.nats + classes.nats) / 2,
  reason: [reason('neighborsAndClasses', amount(neighbors.nats), amount(classes.nats))],
});

/**
 * Neighbours where neither the decoder nor they are clear of zero: a value near its standard error is mostly noise, and
 * is shrunk by the square of their ratio (the positive part of James and Stein 1961; Baranchik 1964).
 */
function lessNoise(neighbors: Measurement): Measurement {
  const { nats, low } = neighbors;
  if (low > 0 || nats <= 0) return neighbors;
  return { ...neighbors, nats: nats * Math.max(0, 1 - ((nats - low) / z95 / nats) ** 2) };
}

/** In many columns neighbours read too low, so normal densities give the value where they read more. */
function higher(neighbors: Measurement, classes: Measurement | undefined): Measurement {
  if (classes === undefined || neighbors.low > classes.nats)
    return { ...neighbors, reason: [reason('neighborsReadMore')] };
  return classes.nats >= neighbors.nats ? classes : halfway(neighbors, classes);
}

function ofClasses({ nats, heldOut, fitted, standardError }: ClassDensities): Measurement {
  const gap = Math.max(0, fitted - heldOut);
  const half = z95 * standardError + gap / 2;
  const warnings: InformationWarning[] =
    gap > Math.max(clear, wide * nats) ? [warning('fittedAboveHeldOut', amount(fitted), amount(heldOut))] : [];
  const why = [reason('classDensities')];
  return {
    nats,
    low: nats - half,
    high: nats + half,
    bound: 'none',
    assumes: 'gaussianClasses',
    estimator: 'probe',
    reason: why,
    warnings,
  };
}

/** The decoder's certified interval with another value, where that is larger than the decoder's own. */
function withValue(decoded: Measurement, value: Measurement | undefined, samples: number): Measurement {
  if (value === undefined || value.nats <= decoded.nats) return decoded;
  const { nats, estimator, assumes = 'nearestNeighbors', reason: why } = value;
  return {
    nats: Math.min(nats, decoded.high),
    low: decoded.low,
    high: decoded.high,
    bound: 'none',
    assumes,
    certified: 'both',
    ...(estimator !== undefined && { estimator }),
    ...(why !== undefined && { reason: why }),
    warnings: [...decoded.warnings, ...value.warnings, ...doubts(value, samples)],
  };
}

function withBlindness(decoded: Measurement, columns: number): Measurement {
  if (columns < 2 || decoded.nats >= (1 - open) * decoded.high) return decoded;
  return { ...decoded, warnings: [...decoded.warnings, warning('decoderMayBeBlind', columns)] };
}
