import { Breather } from '../../numerics/breather';
import type { Random } from '../../../base/random';
import type { Split } from './splits';

/** A trainable estimator: one step on a batch of rows, the objective over held-out rows, and its parameters. */
export interface Trainee {
  trainOn(rows: Int32Array): void;
  objective(rows: Int32Array, breather: Breather): Promise<number>;
  save(): Float32Array[];
  restore(saved: readonly Float32Array[]): void;
}

export interface Schedule {
  readonly batch: number;
  readonly steps: number;
}

/** Validations without improvement after which training ends. */
const patience = 6;
const validations = 40;

/**
 * Trains on shuffled batches and keeps the parameters that were best on the validation rows.
 * @returns whether training ended by early stopping, before the last step
 */
export async function train(
  trainee: Trainee,
  { train: rows, validation }: Split,
  { batch, steps }: Schedule,
  random: Random,
  signal?: AbortSignal,
): Promise<boolean> {
  const breather = new Breather(signal);
  const every = Math.max(1, Math.round(steps / validations));
  const order = Int32Array.from(rows);
  let best = -Infinity;
  let saved = trainee.save();
  let since = 0;
  for (let step = 0, at = order.length; step < steps; step++) {
    if (breather.due()) await breather.rest();
    if (at + batch > order.length) {
      random.shuffle(order);
      at = 0;
    }
    trainee.trainOn(order.subarray(at, at + batch));
    at += batch;
    if ((step + 1) % every !== 0 && step + 1 !== steps) continue;
    const value = await trainee.objective(validation, breather);
    if (value > best) {
      best = value;
      saved = trainee.save();
      since = 0;
    } else if (++since >= patience) {
      trainee.restore(saved);
      return true;
    }
  }
  trainee.restore(saved);
  return false;
}
