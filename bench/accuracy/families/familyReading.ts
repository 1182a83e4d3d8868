import { UserError } from '../../../src/base/userError';
import type { EstimatorName, InformationEstimate } from '../../../src/information/types/estimate';
import { mutualInformation } from '../../../src/information/mutualInformation';
import { warningsInEnglish } from '../../../src/result/warningSentence';
import type { FamilyTask } from '../tasks/families/familyTask';

/** What a task is read with: `auto`, and two estimators beside it. */
export const readers = ['auto', 'ksg', 'copula'] as const;

export type Reader = (typeof readers)[number];

/** One value of one draw of one task; nats and seconds. */
export interface FamilyReading extends Pick<InformationEstimate, 'nats' | 'low' | 'bound' | 'assumes' | 'certified'> {
  readonly task: string;
  readonly family: FamilyTask['family'];
  readonly half: FamilyTask['half'];
  readonly reader: Reader;
  /** The estimator that gave the number. */
  readonly used: EstimatorName;
  readonly seed: number;
  readonly samples: number;
  readonly truth: number;
  /** Null where neither side is discrete in law. */
  readonly cap: number | null;
  /** Null where nothing bounds the information from above. */
  readonly high: number | null;
  readonly seconds: number;
  readonly warnings: readonly string[];
}

export interface FamilyRefusal extends Pick<FamilyReading, 'task' | 'family' | 'half' | 'reader' | 'seed'> {
  readonly error: string;
}

export type FamilyOutcome = FamilyReading | FamilyRefusal;

export const isFamilyReading = (outcome: FamilyOutcome): outcome is FamilyReading => 'nats' in outcome;

/** The estimator behind a reader; KSG of pairs with symbols is that of mixed variables (Gao et al. 2017). */
const estimatorOf = (reader: Reader, { x, y }: FamilyTask): EstimatorName => {
  if (reader === 'auto') return 'auto';
  if (reader === 'copula') return 'gaussianCopula';
  return x.kind === 'continuous' && y.kind === 'continuous' ? 'ksg1' : 'mixedKsg';
};

/** Reads one draw. Errors that are no `UserError` (bugs) are thrown again. */
export async function readFamilyTask(task: FamilyTask, reader: Reader, seed: number): Promise<FamilyOutcome> {
  const { x, y } = task.draw(seed);
  const { name, family, half, samples, truth } = task;
  const start = performance.now();
  try {
    const { nats, low, high, bound, assumes, certified, estimator, warnings } = await mutualInformation(x, y, {
      estimator: estimatorOf(reader, task),
      seed,
    });
    return {
      task: name,
      family,
      half,
      reader,
      used: estimator,
      seed,
      samples,
      truth,
      cap: Number.isFinite(task.cap) ? task.cap : null,
      nats,
      low,
      high: Number.isFinite(high) ? high : null,
      bound,
      ...(assumes !== undefined && { assumes }),
      ...(certified !== undefined && { certified }),
      seconds: (performance.now() - start) / 1000,
      warnings: warningsInEnglish(warnings, 'nats'),
    };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { task: name, family, half, reader, seed, error: error.message };
  }
}
