import { join } from 'node:path';
import { EstimationPool } from '../src/engine/estimation/estimationPool';
import { runEstimationJob } from '../src/information/runJob';
import { layerWisePairs, recurrentStates, steps } from './layerWiseJob';
import { pythonJson, row, timed, type BenchRow } from './row';

/**
 * The layer-wise job by the Gaussian copula, against numpy pair by pair where it is installed: its time is the sum over
 * the pairs.
 */
export async function rows(): Promise<BenchRow[]> {
  const python = await pythonJson<{ oneToMany: number; manyToMany: number }>('copula_pairs.py');
  if (python === undefined) return [];
  const job = {
    variables: recurrentStates(1000, 64),
    pairs: layerWisePairs(),
    options: { estimator: 'gaussianCopula', seed: 1 },
  } as const;
  const baseline = steps * python.oneToMany + (steps - 1) * python.manyToMany;
  const name = `Gaussian copula of a layer-wise job, 99 pairs, N = 1000, T = ${steps}, H = 64`;
  const pool = new EstimationPool({ workerPath: join(__dirname, 'estimationWorker.js') });
  const together = await timed(() => pool.run(job), 9);
  await pool.dispose();
  return [
    row(name, together, 'numpy', baseline),
    row(`${name}, one thread`, await timed(() => runEstimationJob(job), 9), 'numpy', baseline),
  ];
}
