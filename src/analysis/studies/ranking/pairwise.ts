import { sharedMemory } from '../../../base/sharedMemory';
import type { RunEstimationJob } from '../../../information/job/job';
import { targetEntropy } from './targetEntropy';
import type { Variable } from '../../../information/types/variable';

/** What one member (an input column, a unit) and pairs of members hold about a target, nats. */
export interface Pairwise {
  /** I(X_j;Y), the sum over the targets of a step: of independent ones what it tells of all together. */
  readonly relevance: readonly number[];
  /** I(X_j;X_s), [member][member], symmetric. */
  readonly redundancy: readonly (readonly number[])[];
  /** I((X_j,X_s);Y), [member][member], symmetric. */
  readonly joint: readonly (readonly number[])[];
}

/** The members [samples, members] at one step, and the targets that they are to tell about. */
export interface RankedStep {
  readonly members: Float64Array;
  readonly count: number;
  readonly targets: readonly Variable[];
}

/**
 * Informations of single members and of all pairs, each the mean over the given steps, by the
 * estimator for mixtures of numbers and classes (Gao et al. 2017): members may be flags, copies of each other, or
 * numbers with ties. No information about a target exceeds its entropy. A number that cannot be given counts as 0, or,
 * between two members, as the most that the samples can show.
 * @throws CancelledError
 */
export async function pairwiseInformation(
  steps: readonly RankedStep[],
  neighbors: number,
  seed: number,
  runJob: RunEstimationJob,
  signal: AbortSignal,
): Promise<Pairwise> {
  const { count } = steps[0];
  const zeros = (): number[][] => Array.from({ length: count }, () => new Array<number>(count).fill(0));
  const relevance = new Array<number>(count).fill(0);
  const [redundancy, joint] = [zeros(), zeros()];
  for (const step of steps) {
    const { variables, pairs, asked } = jobOf(step);
    const entropies = step.targets.map(targetEntropy);
    const outcomes = await runJob({ variables, pairs, options: { estimator: 'mixedKsg', seed, neighbors } }, signal);
    outcomes.forEach((outcome, at) => {
      const { kind, j, s } = asked[at];
      const failed = kind === 'redundancy' ? Math.log(step.targets[0].samples) : 0;
      const most = kind === 'redundancy' ? Infinity : entropies[pairs[at].y];
      const share = Math.max(0, 'error' in outcome ? failed : Math.min(outcome.nats, most)) / steps.length;
      if (kind === 'relevance') relevance[j] += share;
      else {
        const table = kind === 'joint' ? joint : redundancy;
        table[j][s] += share;
        table[s][j] += share;
      }
    });
  }
  return { relevance, redundancy, joint };
}

interface Asked {
  readonly kind: 'relevance' | 'redundancy' | 'joint';
  readonly j: number;
  readonly s: number;
}

function jobOf({ members, count, targets }: RankedStep): {
  variables: Variable[];
  pairs: { x: number; y: number }[];
  asked: Asked[];
} {
  const [{ samples }] = targets;
  const variables = [...targets];
  const pairs: { x: number; y: number }[] = [];
  const asked: Asked[] = [];
  const place = (chosen: readonly number[]): number => variables.push(columnsOf(members, count, samples, chosen)) - 1;
  const ask = (x: number, others: Iterable<number>, what: Asked): void => {
    for (const y of others) {
      pairs.push({ x, y });
      asked.push(what);
    }
  };
  const single = Array.from({ length: count }, (_, j) => place([j]));
  for (let j = 0; j < count; j++) {
    ask(single[j], targets.keys(), { kind: 'relevance', j, s: j });
    for (let s = 0; s < j; s++) {
      ask(single[j], [single[s]], { kind: 'redundancy', j, s });
      ask(place([j, s]), targets.keys(), { kind: 'joint', j, s });
    }
  }
  return { variables, pairs, asked };
}

/** The chosen members side by side, [samples, chosen], in shared memory for the estimation threads. */
function columnsOf(members: Float64Array, count: number, samples: number, chosen: readonly number[]): Variable {
  const dimensions = chosen.length;
  const values = new Float64Array(sharedMemory(8 * samples * dimensions));
  for (let i = 0; i < samples; i++)
    chosen.forEach((member, j) => (values[i * dimensions + j] = members[i * count + member]));
  return { name: chosen.join(','), kind: 'continuous', values, samples, dimensions };
}
