import { UserError } from '../../../base/userError';
import type { PreparedVariable } from '../../job/preparedVariable';
import type { Measurement } from '../../types/measurement';
import { warning } from '../../types/warnings';

/** The decoder's warning is given where it leaves more than this share of the symbols' entropy open. */
const open = 0.2;
/** Neighbours are set aside where the decoder's lower end is this much above them, in nats. */
const clear = 0.03;

/**
 * I(X;Y) in nats of symbols and a state. The decoder's interval is certified on both sides: held-out predictions from
 * below, the entropy of the symbols from above. With few columns neighbours within a symbol give the value, and the
 * decoder the lower end; where it reads clearly more than they do, the value too.
 */
export async function measureMixedPair(
  x: PreparedVariable,
  y: PreparedVariable,
  estimator: 'ross' | 'probe',
  by: (name: 'ross' | 'probe') => Promise<Measurement>,
): Promise<Measurement> {
  const state = x.variable.kind === 'discrete' ? y : x;
  if (estimator === 'probe') return withBlindness(await by('probe'), state.variable.dimensions);
  const neighbors = await by('ross');
  const decoded = await by('probe').catch((error: unknown) => {
    // Too few samples for folds.
    if (error instanceof UserError) return undefined;
    throw error;
  });
  if (decoded === undefined) return neighbors;
  if (decoded.low > Math.max(0, neighbors.high, neighbors.nats + clear))
    return withBlindness(decoded, state.variable.dimensions);
  return {
    ...neighbors,
    low: decoded.low,
    nats: Math.max(decoded.low, neighbors.nats),
    high: Math.min(neighbors.high, decoded.high),
    assumes: 'nearestNeighbors',
    certified: 'low',
  };
}

function withBlindness(decoded: Measurement, columns: number): Measurement {
  if (columns < 2 || decoded.nats >= (1 - open) * decoded.high) return decoded;
  return { ...decoded, warnings: [...decoded.warnings, warning('decoderMayBeBlind', columns)] };
}
