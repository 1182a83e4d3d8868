import { Random } from '../../../base/random';
import type { PreparedVariable } from '../../job/preparedVariable';
import { Breather } from '../../numerics/breather';
import { z95 } from '../../numerics/special';
import { meanAndVariance } from '../../types/measurement';
import { canonicalCritic } from '../critics/canonicalCritic';
import { contrasts } from '../critics/pairScores';
import { principalColumns } from '../critics/principal';
import { standardise } from '../probe/features';

/** Directions of each state that the critic sees: enough to tell some hundred rows apart. */
const directions = 16;
/** Rows whose pairs are all scored: their ceiling is 6.2 nats, 9 bits. */
const mostScored = 512;
const fewestSamples = 64;

/**
 * A lower bound on I(A;B) of two continuous states, in nats, by InfoNCE (van den Oord et al. 2018) with a Gaussian
 * critic over leading directions, fitted to one part of the samples and scored on another: its mean and the 97.5 %
 * lower limit of it. It needs independent samples, and nothing else of the states. Undefined for few samples.
 * @throws CancelledError
 */
export async function contrastedStates(
  a: PreparedVariable,
  b: PreparedVariable,
  seed: number,
  signal?: AbortSignal,
): Promise<{ mean: number; low: number } | undefined> {
  const { samples } = a.variable;
  if (samples < fewestSamples || a.constant || b.constant) return undefined;
  const breather = new Breather(signal);
  const [left, right] = [await leading(a, breather), await leading(b, breather)];
  const order = new Random(seed).fork('contrasted states').permutation(samples);
  const scored = order.subarray(0, Math.min(mostScored, samples >> 1));
  const critic = canonicalCritic({ samples, x: left.rows, y: right.rows, dimX: left.width, dimY: right.width });
  const fitted = await critic.fit(order.subarray(scored.length), breather);
  const contrast = contrasts(fitted.scores(scored), scored.length);
  await breather.rest();
  const { mean, variance } = meanAndVariance(contrast);
  return { mean: Math.max(0, mean), low: Math.max(0, mean - z95 * Math.sqrt(variance / contrast.length)) };
}

function leading(state: PreparedVariable, breather: Breather): Promise<{ rows: Float64Array; width: number }> {
  return state.onceReady('leading directions', async () => {
    const { values, samples, dimensions } = state.variable;
    const columns = principalColumns(standardise(values, samples, dimensions), samples, dimensions, directions);
    await breather.rest();
    return columns;
  });
}
