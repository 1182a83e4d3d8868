import type { RunEstimationJob } from '../../../information/job/job';
import type { Variable } from '../../../information/types/variable';

/** What one member (an input column, a unit) and pairs of members hold about a target, nats. */
export interface Pairwise {
  /** I(X_j;Y). */
  readonly relevance: readonly number[];
  /** I(X_j;X_s), [member][member], symmetric. */
  readonly redundancy: readonly (readonly number[])[];
  /** I((X_j,X_s);Y), [member][member], symmetric. */
  readonly joint: readonly (readonly number[])[];
}

/** The members [samples, members] at one step, and the target there. */
export interface RankedStep {
  readonly members: Float64Array;
  readonly count: number;
  readonly target: Variable;
}

/**
 * Informations of single members and of all pairs, each the mean over the given steps, by the estimator for mixtures of
 * numbers and classes (Gao et al. 2017): members may be flags, copies of each other, or numbers with ties. A number
 * that cannot be given counts as 0, or, between two members, as the most that the samples can show.
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
    const outcomes = await runJob({ variables, pairs, options: { estimator: 'mixedKsg', seed, neighbors } }, signal);
    outcomes.forEach((outcome, at) => {
      const { kind, j, s } = asked[at];
      const most = kind === 'redundancy' ? Math.log(step.target.samples) : 0;
      const share = Math.max(0, 'error' in outcome ? most : outcome.nats) / steps.length;
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

function jobOf({ members, count, target }: RankedStep): {
  variables: Variable[];
  pairs: { x: number; y: number }[];
  asked: Asked[];
} {
  const { samples } = target;
  const columns = Array.from({ length: count }, (_, j) => columnsOf(members, count, samples, [j]));
  const variables = [target, ...columns];
  const pairs: { x: number; y: number }[] = [];
  const asked: Asked[] = [];
  const ask = (x: number, y: number, what: Asked): void => {
    pairs.push({ x, y });
    asked.push(what);
  };
  for (let j = 0; j < count; j++) {
    ask(1 + j, 0, { kind: 'relevance', j, s: j });
    for (let s = 0; s < j; s++) {
      ask(1 + j, 1 + s, { kind: 'redundancy', j, s });
      ask(variables.push(columnsOf(members, count, samples, [j, s])) - 1, 0, { kind: 'joint', j, s });
    }
  }
  return { variables, pairs, asked };
}

/** The chosen members side by side, [samples, chosen], in shared memory for the estimation threads. */
function columnsOf(members: Float64Array, count: number, samples: number, chosen: readonly number[]): Variable {
  const dimensions = chosen.length;
  const values = new Float64Array(new SharedArrayBuffer(8 * samples * dimensions));
  for (let i = 0; i < samples; i++)
    chosen.forEach((member, j) => (values[i * dimensions + j] = members[i * count + member]));
  return { name: chosen.join(','), kind: 'continuous', values, samples, dimensions };
}
