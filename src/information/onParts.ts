import { Random } from '../base/random';
import { UserError } from '../base/userError';
import { takeRows } from './estimators/auto/spreadRows';
import type { InformationEstimate } from './types/estimate';
import type { Variable } from './types/variable';

/** The mean of an estimate over disjoint parts of the rows. */
export interface OnParts {
  /** Rows of each part. */
  readonly samples: number;
  readonly parts: number;
  /** Nats. */
  readonly nats: number;
}

/**
 * The same estimate on quarters and on halves of the rows, drawn at random. How it changes with their number shows its
 * bias, which for many estimators falls as 1/N (Miller 1955; Paninski 2003; Strong et al. 1998 extrapolate from such
 * parts). Numbers of parts that the estimator refuses are left out.
 * @throws CancelledError
 */
export async function onParts(
  variables: readonly Variable[],
  seed: number,
  measure: (part: readonly Variable[]) => Promise<InformationEstimate>,
): Promise<OnParts[]> {
  const rows = Int32Array.from(new Random(seed).fork('parts').permutation(variables[0].samples));
  const found: OnParts[] = [];
  for (const parts of [4, 2]) {
    const samples = Math.floor(rows.length / parts);
    try {
      let sum = 0;
      for (let i = 0; i < parts; i++) {
        const own = rows.subarray(i * samples, (i + 1) * samples);
        sum += (await measure(variables.map((variable) => partOf(variable, own)))).nats;
      }
      found.push({ samples, parts, nats: sum / parts });
    } catch (failure) {
      if (!(failure instanceof UserError)) throw failure;
    }
  }
  return found;
}

/** Some rows of a variable and of what is known of it, without further inputs. */
export function partOf(variable: Variable, rows: Int32Array): Variable {
  const { histories, ...own } = variable;
  const { conditional, dimensions } = own;
  const taken = (values: Float64Array): Float64Array => takeRows({ values, dimensions }, rows);
  return {
    ...own,
    values: taken(own.values),
    samples: rows.length,
    ...(conditional && {
      conditional: {
        ...conditional,
        means: taken(conditional.means),
        variances: conditional.variances.length === 1 ? conditional.variances : taken(conditional.variances),
      },
    }),
  };
}
