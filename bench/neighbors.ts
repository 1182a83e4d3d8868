import { join } from 'node:path';
import { EstimationPool } from '../src/engine/estimation/estimationPool';
import { createNeighborWorkspace } from '../src/information/estimators/neighbors';
import { ballContributions } from '../src/information/estimators/neighbors/counts/ballCounts';
import { KdTree } from '../src/information/estimators/neighbors/spaces/kdTree';
import { NearestList } from '../src/information/estimators/neighbors/search/nearestList';
import type { Space } from '../src/information/estimators/neighbors/spaces/space';
import { distancesFrom, product, spaceOf } from '../src/information/estimators/neighbors/spaces/space';
import type { Variable } from '../src/information/types/variable';
import { gaussian, layerWisePairs, recurrentStates, steps } from './layerWiseJob';
import { pythonJson, row, timed, type BenchRow } from './row';

const neighbors = 3;
const options = { estimator: 'ksg1', neighbors } as const;

/** KSG 1 against k-d trees pair by pair, and against NPEET's algorithm and scikit-learn where they are installed. */
export async function rows(): Promise<BenchRow[]> {
  const python = await pythonJson<PythonSeconds>('neighbor_pairs.py');
  const result: BenchRow[] = [];
  const compare = (name: string, seconds: number, baselines: Record<string, number | undefined>): void => {
    for (const [baseline, baselineSeconds] of Object.entries(baselines))
      if (baselineSeconds !== undefined) result.push(row(name, seconds, baseline, baselineSeconds));
  };

  const variables = recurrentStates(1000, 64);
  const [x, , last] = [variables[0], variables[1], variables[2 * steps - 1]];
  const oneToMany = await timed(() => treePair(x, last), 3);
  const manyToMany = await timed(() => treePair(variables[2 * steps - 2], last), 3);
  compare('KSG of a lone pair, 1 against 64 columns, N = 1000', await timed(() => lonePair(x, last), 15), {
    'k-d trees in TypeScript': oneToMany,
    NPEET: python?.oneToMany,
  });
  compare(
    'KSG of a lone pair, 64 against 64 columns, N = 1000',
    await timed(() => lonePair(variables[2 * steps - 2], last), 15),
    { 'k-d trees in TypeScript': manyToMany, NPEET: python?.manyToMany },
  );
  // The baselines share nothing between pairs, so the time of their job is the sum over the pairs.
  const job = (one: number, many: number): number => steps * one + (steps - 1) * many;
  const baselines = {
    'k-d trees in TypeScript': job(oneToMany, manyToMany),
    NPEET: python && job(python.oneToMany, python.manyToMany),
  };
  const name = `KSG of a layer-wise job, 99 pairs, N = 1000, T = ${steps}, H = 64`;
  const pool = new EstimationPool({ workerPath: join(__dirname, 'estimationWorker.js') });
  compare(
    name,
    await timed(() => pool.run({ variables, pairs: layerWisePairs(), options: { ...options, seed: 1 } }), 9),
    baselines,
  );
  await pool.dispose();

  const scalars = [gaussian('x', 20_000, 1, 1), gaussian('y', 20_000, 1, 2)];
  scalars[1].values.forEach(
    (noise, i) => (scalars[1].values[i] = 0.9 * scalars[0].values[i] + Math.sqrt(0.19) * noise),
  );
  compare('KSG of two scalars, N = 20 000', await timed(() => lonePair(scalars[0], scalars[1]), 9), {
    'k-d trees in TypeScript': await timed(() => treePair(scalars[0], scalars[1]), 3),
    'scikit-learn': python?.scalars,
  });
  const columns = [gaussian('x', 20_000, 2, 3), gaussian('y', 20_000, 2, 4)];
  compare('KSG of 2 and 2 columns, N = 20 000', await timed(() => lonePair(columns[0], columns[1]), 3), {
    'all pairs of points in TypeScript': await allPairsSeconds(columns[0], columns[1]),
  });
  return result;
}

function lonePair(x: Variable, y: Variable): Promise<unknown> {
  return createNeighborWorkspace([x, y]).estimate(0, 1, options);
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
    for (let place = 0; place < x.samples; place++)
      counts[marginal.order[place]] = marginal.count(place, radii[marginal.order[place]], false);
    return counts;
  };
  const local = ballContributions({
    k: neighbors,
    radii,
    inX: count(spaceX),
    inY: count(spaceY),
    inJoint: new Int32Array(x.samples).fill(neighbors),
  });
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
