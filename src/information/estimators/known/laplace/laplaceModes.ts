import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { each, gradientCost, logLikelihoods, type LatentNetwork } from '../latent/latentNetwork';
import { Stretch } from './stretch';

/** The peak of p(u|h) that was found, and how m(u) changes there. */
export interface LaplaceModes {
  /** [count, latents]. */
  readonly points: Float64Array;
  /** dm/du over the deviation, [count, dimensions, latents]. */
  readonly slopes: Float64Array;
  /** Multiplications. */
  readonly spent: number;
}

/** The normal distribution at every state's peak. */
export function peaksOf({ points, slopes }: LaplaceModes, count: number): Stretch[] {
  const [latents, width] = [points.length / count, slopes.length / count];
  return Array.from(
    { length: count },
    (_, i) => new Stretch(points.subarray(i * latents, (i + 1) * latents), slopes.subarray(i * width, (i + 1) * width)),
  );
}

const mostSteps = 24;
const mostHalvings = 6;
/** A step that gains less, in nats, is the last. */
const leastGain = 1e-3;
/** Numbers of a batch of slopes. */
const mostNumbers = 2 ** 22;

/**
 * Climbs to a maximum of ln p(u|h) = -|u|^2/2 - |h - m(u)|^2/(2 deviation^2) for every state, by Gauss-Newton steps
 * that are halved until they gain (Nocedal and Wright 2006, section 10.3). They start at u = 0 and see h alone: a start
 * at the u that made h would break the bounds that rest on the result.
 * @param values states, [count, dimensions]
 */
export async function laplaceModes(network: LatentNetwork, values: Float64Array): Promise<LaplaceModes> {
  const { latents, dimensions, deviation } = network;
  const count = values.length / dimensions;
  const points = new Float64Array(count * latents);
  let spent = 0;
  const evaluated = async (at: Float64Array, owners: Int32Array): Promise<[Float64Array, Float64Array]> => {
    spent += owners.length * network.cost;
    const means = await network.means(at, owners);
    const logs = logLikelihoods(network, values, means, owners);
    for (let i = 0, k = 0; i < logs.length; i++) for (let d = 0; d < latents; d++, k++) logs[i] -= at[k] ** 2 / 2;
    return [means, logs];
  };
  const [means, logs] = await evaluated(points, each(count));
  let active = each(count);
  for (let step = 0; step < mostSteps && active.length > 0; step++) {
    const slopes = await slopesAt(network, rowsOf(points, active, latents), active);
    spent += active.length * dimensions * gradientCost * network.cost;
    const moves = new Float64Array(active.length * latents);
    active.forEach((state, i) => {
      const u = points.subarray(state * latents, (state + 1) * latents);
      const residual = Float64Array.from(
        { length: dimensions },
        (_, d) => (values[state * dimensions + d] - means[state * dimensions + d]) / deviation,
      );
      const next = gaussNewton(slopes.subarray(i * dimensions * latents, (i + 1) * dimensions * latents), residual, u);
      moves.set(
        next.map((value, d) => value - u[d]),
        i * latents,
      );
    });
    const improved: number[] = [];
    let waiting = Array.from(active.keys());
    for (let halving = 0, length = 1; halving <= mostHalvings && waiting.length > 0; halving++, length /= 2) {
      const owners = Int32Array.from(waiting, (i) => active[i]);
      const tried = new Float64Array(waiting.length * latents);
      waiting.forEach((i, k) => {
        for (let d = 0; d < latents; d++)
          tried[k * latents + d] = points[active[i] * latents + d] + length * moves[i * latents + d];
      });
      const [newMeans, newLogs] = await evaluated(tried, owners);
      waiting = waiting.filter((_, k) => {
        const state = owners[k];
        if (!(newLogs[k] > logs[state])) return true;
        if (newLogs[k] > logs[state] + leastGain) improved.push(state);
        logs[state] = newLogs[k];
        points.set(tried.subarray(k * latents, (k + 1) * latents), state * latents);
        means.set(newMeans.subarray(k * dimensions, (k + 1) * dimensions), state * dimensions);
        return false;
      });
    }
    active = Int32Array.from(improved.sort((a, b) => a - b));
  }
  const slopes = await slopesAt(network, points, each(count));
  spent += count * dimensions * gradientCost * network.cost;
  return { points, slopes, spent };
}

const rowsOf = (all: Float64Array, rows: Int32Array, width: number): Float64Array => {
  const out = new Float64Array(rows.length * width);
  rows.forEach((row, i) => out.set(all.subarray(row * width, (row + 1) * width), i * width));
  return out;
};

/** dm/du over the deviation at every point, [count, dimensions, latents]: one pull for each dimension. */
export async function slopesAt(
  network: LatentNetwork,
  points: Float64Array,
  owners: Int32Array,
): Promise<Float64Array> {
  const { latents, dimensions, deviation } = network;
  const slopes = new Float64Array(owners.length * dimensions * latents);
  const atOnce = Math.max(1, Math.floor(mostNumbers / (dimensions * latents)));
  for (let start = 0; start < owners.length; start += atOnce) {
    const size = Math.min(atOnce, owners.length - start);
    const tiled = new Float64Array(size * dimensions * latents);
    const tiledOwners = new Int32Array(size * dimensions);
    for (let i = 0, row = 0; i < size; i++)
      for (let d = 0; d < dimensions; d++, row++) {
        tiled.set(points.subarray((start + i) * latents, (start + i + 1) * latents), row * latents);
        tiledOwners[row] = owners[start + i];
      }
    const { gradients } = await network.pull(tiled, tiledOwners, (means, first) => {
      const units = new Float64Array(means.length);
      for (let row = 0; row < means.length / dimensions; row++)
        units[row * dimensions + ((first + row) % dimensions)] = 1 / deviation;
      return units;
    });
    slopes.set(gradients, start * dimensions * latents);
  }
  return slopes;
}

/** The u that maximizes -|u|^2/2 - |r - J (u - u0)|^2/2, by the smaller of its two systems. */
function gaussNewton(slopes: Float64Array, residual: Float64Array, from: Float64Array): Float64Array {
  const j = Matrix.from1DArray(residual.length, from.length, slopes);
  const target = Matrix.add(Matrix.columnVector(residual), j.mmul(Matrix.columnVector(from)));
  const transposed = j.transpose();
  const solved =
    residual.length <= from.length
      ? transposed.mmul(positive(j.mmul(transposed)).solve(target))
      : positive(transposed.mmul(j)).solve(transposed.mmul(target));
  return Float64Array.from(solved.to1DArray());
}

const positive = (gram: Matrix): CholeskyDecomposition =>
  new CholeskyDecomposition(Matrix.add(gram, Matrix.eye(gram.rows)));
