import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Random } from '../src/base/random';
import { createNeighborWorkspace } from '../src/information/neighbors';
import { ballContributions } from '../src/information/neighbors/ballCounts';
import { KdTree } from '../src/information/neighbors/kdTree';
import { NearestList } from '../src/information/neighbors/nearestList';
import type { Space } from '../src/information/neighbors/space';
import { distancesFrom, product, spaceOf } from '../src/information/neighbors/space';
import type { Variable } from '../src/information/variable';
import { pythonProgram, row, timed, type BenchRow } from './row';

const neighbors = 3;
const steps = 50;
const options = { estimator: 'ksg1', neighbors } as const;

/** KSG 1 against k-d trees pair by pair, and against NPEET's algorithm and scikit-learn where Python has them. */
export async function rows(): Promise<BenchRow[]> {
  const python = await pythonSeconds();
  const result: BenchRow[] = [];
  const compare = (name: string, seconds: number, baselines: Record<string, number | undefined>): void => {
    for (const [baseline, baselineSeconds] of Object.entries(baselines)) if (baselineSeconds !== undefined) result.push(row(name, seconds, baseline, baselineSeconds));
  };

  const variables = recurrentStates(1000, 64);
  const [x, , last] = [variables[0], variables[1], variables[2 * steps - 1]];
  const oneToMany = await timed(() => treePair(x, last), 3);
  const manyToMany = await timed(() => treePair(variables[2 * steps - 2], last), 3);
  compare('KSG of a lone pair, 1 against 64 columns, N = 1000', await timed(() => lonePair(x, last), 15), { 'k-d trees in TypeScript': oneToMany, NPEET: python?.oneToMany });
  compare('KSG of a lone pair, 64 against 64 columns, N = 1000', await timed(() => lonePair(variables[2 * steps - 2], last), 15), {
    'k-d trees in TypeScript': manyToMany, NPEET: python?.manyToMany,
  });
  // The baselines share nothing between pairs, so their job is its pairs' times added up.
  const job = (one: number, many: number): number => steps * one + (steps - 1) * many;
  compare('KSG of a layer-wise job, 99 pairs, N = 1000, T = 50, H = 64', await timed(() => createNeighborWorkspace(variables).estimateMany(layerWisePairs(), options), 5), {
    'k-d trees in TypeScript': job(oneToMany, manyToMany), NPEET: python && job(python.oneToMany, python.manyToMany),
  });

  const scalars = [gaussian('x', 20_000, 1, 1), gaussian('y', 20_000, 1, 2)];
  scalars[1].values.forEach((noise, i) => (scalars[1].values[i] = 0.9 * scalars[0].values[i] + Math.sqrt(0.19) * noise));
  compare('KSG of two scalars, N = 20 000', await timed(() => lonePair(scalars[0], scalars[1]), 9), {
    'k-d trees in TypeScript': await timed(() => treePair(scalars[0], scalars[1]), 3), 'scikit-learn': python?.scalars,
  });
  const columns = [gaussian('x', 20_000, 2, 3), gaussian('y', 20_000, 2, 4)];
  compare('KSG of 2 and 2 columns, N = 20 000', await timed(() => lonePair(columns[0], columns[1]), 3), { 'all pairs of points in TypeScript': await allPairsSeconds(columns[0], columns[1]) });
  return result;
}

function lonePair(x: Variable, y: Variable): Promise<unknown> {
  return createNeighborWorkspace([x, y]).estimate(0, 1, options);
}

/** I(X_t; H_T) for all t, then I(H_{t-1}; H_t). */
function layerWisePairs(): { x: number; y: number }[] {
  const count = Array.from({ length: steps }, (_, t) => t);
  return [...count.map((t) => ({ x: t, y: 2 * steps - 1 })), ...count.slice(1).map((t) => ({ x: steps + t - 1, y: steps + t }))];
}

/** X_0 ... X_T of one column, then H_0 ... H_T of a random recurrent network, float32 as activations are. */
function recurrentStates(samples: number, units: number): Variable[] {
  const random = new Random(3);
  const inputs = Array.from({ length: steps }, (_, t) => gaussian(`x${t}`, samples, 1, t));
  let state = new Float64Array(samples * units);
  const states = inputs.map((input, t) => {
    const next = new Float64Array(samples * units);
    for (let i = 0; i < samples; i++) {
      for (let c = 0; c < units; c++) {
        const sum = 0.8 * state[i * units + ((7 * c + 1) % units)] - 0.5 * state[i * units + ((c + 5) % units)];
        next[i * units + c] = Math.fround(Math.tanh(sum + 0.5 * ((c % 5) - 2) * input.values[i] + 0.1 * random.normal()));
      }
    }
    state = next;
    return { name: `h${t}`, kind: 'continuous' as const, samples, dimensions: units, values: next };
  });
  return [...inputs, ...states];
}

function gaussian(name: string, samples: number, dimensions: number, seed: number): Variable {
  const random = new Random(seed);
  return { name, kind: 'continuous', samples, dimensions, values: Float64Array.from({ length: samples * dimensions }, () => random.normal()) };
}

/** NPEET's algorithm: a tree of the joint space for the radii, a tree of each marginal for the counts. */
function treePair(x: Variable, y: Variable): number {
  const [spaceX, spaceY] = [spaceOf(x, 'max'), spaceOf(y, 'max')];
  const tree = new KdTree(product(spaceX, spaceY));
  const radii = new Float64Array(x.samples);
  const list = new NearestList(neighbors);
  for (let place = 0; place < x.samples; place++) {
    list.clear();
    tree.nearest(place, list);
    radii[tree.order[place]] = list.bound;
  }
  const count = (space: Space): Int32Array => {
    const marginal = new KdTree(space);
    const counts = new Int32Array(x.samples);
    for (let place = 0; place < x.samples; place++) counts[marginal.order[place]] = marginal.count(place, radii[marginal.order[place]], false);
    return counts;
  };
  const local = ballContributions({ k: neighbors, radii, inX: count(spaceX), inY: count(spaceY), inJoint: new Int32Array(x.samples).fill(neighbors) });
  return local.reduce((sum, value) => sum + value, 0) / local.length;
}

/** Seconds of distances from every point to every other and a count over them, from a share of the points. */
async function allPairsSeconds(x: Variable, y: Variable): Promise<number> {
  const spaces = [spaceOf(x, 'max'), spaceOf(y, 'max')];
  const rowsX = new Float64Array(x.samples);
  const rowsY = new Float64Array(x.samples);
  const list = new NearestList(neighbors);
  const points = 500;
  const seconds = await timed(() => {
    let inside = 0;
    for (let i = 0; i < points; i++) {
      distancesFrom(spaces[0], i, rowsX);
      distancesFrom(spaces[1], i, rowsY);
      list.clear();
      for (let j = 0; j < x.samples; j++) if (j !== i) list.offer(Math.max(rowsX[j], rowsY[j]), j);
      for (let j = 0; j < x.samples; j++) inside += (rowsX[j] < list.bound ? 1 : 0) + (rowsY[j] < list.bound ? 1 : 0);
    }
    return inside;
  }, 3);
  return (seconds * x.samples) / points;
}

interface PythonSeconds {
  readonly oneToMany: number;
  readonly manyToMany: number;
  readonly scalars: number;
}

/** Undefined where Python has no numpy and scikit-learn. */
async function pythonSeconds(): Promise<PythonSeconds | undefined> {
  try {
    const script = join(__dirname, '..', 'bench', 'python', 'neighbor_pairs.py');
    const { stdout } = await promisify(execFile)(pythonProgram, [script]);
    const { oneToMany, manyToMany, scalars } = JSON.parse(stdout) as PythonSeconds;
    return { oneToMany, manyToMany, scalars };
  } catch {
    return undefined;
  }
}
