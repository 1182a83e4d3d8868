import { UserError } from '../../src/base/userError';
import type { EstimatorName } from '../../src/information/types/estimate';
import { mutualInformation } from '../../src/information/mutualInformation';
import { covers } from './summary';
import { tasks, type AccuracyTask } from './tasks/tasks';

/** How often the 95 % intervals of one estimator contain the true value of one task, over fresh data sets. */
export interface Coverage {
  readonly estimator: EstimatorName;
  readonly task: string;
  readonly truth: number;
  readonly samples: number;
  readonly dataSets: number;
  /** The share of data sets whose interval contains the true value. */
  readonly held: number;
  /** The mean value, and the mean half width of the intervals; nats. */
  readonly mean: number;
  readonly halfWidth: number;
}

const continuous = ['1v1-normal-0.75', 'multinormal-dense-3-3-0.5', '1v1-additive-0.75'];
const mixed: readonly string[] = tasks
  .filter(({ group, name }) => group === 'mixed' && !name.includes('inflated'))
  .slice(0, 2)
  .map(({ name }) => name);
const discrete: readonly string[] = tasks
  .filter(({ group }) => group === 'discrete')
  .slice(0, 2)
  .map(({ name }) => name);

/**
 * The tasks for which each estimator's model is right, so that its interval should contain the true value. The probe is
 * also run on sharp edges, where its decoder's model is wrong: a lower bound need not contain the true value there, and
 * the row shows how far it lies below.
 */
const owed: Readonly<Partial<Record<EstimatorName, readonly string[]>>> = {
  auto: [...continuous, 'student-identity-2-2-1', ...mixed, ...discrete],
  gaussian: continuous.slice(0, 2),
  gaussianCopula: [...continuous.slice(0, 2), 'half_cube-1v1-normal-0.75', 'multinormal-sparse-5-5-2-2.0'],
  studentCopula: ['student-identity-2-2-1', 'asinh-student-identity-3-3-2'],
  ksg1: continuous,
  ksg2: continuous,
  lnc: continuous.slice(0, 1),
  mixedKsg: [...continuous, ...mixed],
  ross: mixed,
  probe: [...continuous.slice(0, 2), ...mixed],
  plugin: discrete,
  millerMadow: discrete,
  grassberger: discrete,
  chaoShen: discrete,
  nsb: discrete,
};

/** Measures one estimator, or every one whose interval should contain the true value. */
export async function measureCoverage(
  estimators: readonly EstimatorName[],
  samples: number,
  dataSets: number,
  progress: (text: string) => void,
): Promise<Coverage[]> {
  const rows: Coverage[] = [];
  for (const estimator of estimators) {
    for (const name of owed[estimator] ?? []) {
      const task = tasks.find((known) => known.name === name);
      if (task === undefined) throw new Error(`there is no task ${name}`);
      progress(`${estimator} ${name}`);
      rows.push(await coverageOf(estimator, task, samples, dataSets));
    }
  }
  return rows;
}

export const coveredEstimators = Object.keys(owed).filter((name): name is EstimatorName => name in owed);

async function coverageOf(
  estimator: EstimatorName,
  task: AccuracyTask,
  samples: number,
  dataSets: number,
): Promise<Coverage> {
  let held = 0;
  let mean = 0;
  let halfWidth = 0;
  let read = 0;
  for (let seed = 1; seed <= dataSets; seed++) {
    const { x, y } = task.sample(samples, 10_000 + seed);
    try {
      const { nats, low, high } = await mutualInformation(x, y, { estimator, seed, shuffles: 0 });
      read++;
      if (covers({ low, high, truth: task.nats })) held++;
      mean += nats;
      halfWidth += (high - low) / 2;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
    }
  }
  return {
    estimator,
    task: task.name,
    truth: task.nats,
    samples,
    dataSets: read,
    held: held / read,
    mean: mean / read,
    halfWidth: halfWidth / read,
  };
}
