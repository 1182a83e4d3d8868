import { breathe } from '../../base/cancellation';
import type { Random } from '../../base/random';
import { sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import type { FiledData } from '../../config/schema/data';
import { stepsLookIndependent } from '../../information/looks/independentSteps';
import type { Sequences } from '../dataset';
import { freshSequences } from '../freshSequences';
import { inputSource } from '../inputSource';
import { isPadded } from '../realSteps';

/** Sequences that are drawn from the law to compare with, for each that is there; at most `mostDrawn`. */
const drawnForEach = 4;
const mostDrawn = 20_000;
/** Standard errors by which a mean may differ: one in a billion. */
const clear = 6;

/**
 * Refuses inputs that the law cannot have given: of another shape, with a symbol that never comes, or with means that
 * differ by more than chance from those of fresh draws: how often each symbol comes at each step; of numbers the first
 * two moments, and products of neighbouring steps; and ln p(x). Passing proves nothing: that the law is right is the
 * person's word.
 * @throws InputError
 */
export async function checkAgainstSource(
  data: FiledData,
  inputs: Sequences,
  random: Random,
  signal?: AbortSignal,
): Promise<void> {
  const draw = freshSequences(data, signal);
  if (!draw) throw new InputError(sentence('No sequences can be drawn from this source.'));
  if (isPadded(inputs))
    throw new InputError(sentence('Sequences have different lengths, of which "source" says nothing. Remove it.'));
  const count = Math.max(8, Math.min(mostDrawn, drawnForEach * inputs.samples));
  const fresh = (await draw(random.fork('sequences'), count)).inputs;
  const isSymbols = ({ symbols }: Sequences): boolean => symbols !== undefined;
  if (fresh.length !== inputs.length || fresh.features !== inputs.features || isSymbols(fresh) !== isSymbols(inputs))
    throw new InputError(
      sentence(
        'The source has {0} steps of {1} symbols or features, but the inputs have {2} steps of {3}.',
        fresh.length,
        fresh.features,
        inputs.length,
        inputs.features,
      ),
    );
  if (inputs.symbols) checkSymbols(data, inputs, inputs.symbols, fresh, random);
  else checkNumbers(inputs, fresh);
  await breathe(signal);
}

function checkSymbols(data: FiledData, inputs: Sequences, symbols: Int32Array, fresh: Sequences, random: Random): void {
  const { samples, length, alphabet = 0 } = inputs;
  const source = inputSource(data);
  if (symbols.includes(-1))
    throw new InputError(sentence('Some steps have no symbol, of which "source" says nothing.'));
  const logs = source && Array.from({ length: samples }, (_, i) => source.logProbability(symbols, i * length));
  const never = logs?.indexOf(-Infinity) ?? -1;
  if (never >= 0) throw new InputError(sentence('Sequence {0} of the inputs never comes from this source.', never));
  for (let t = 0; t < length; t++)
    for (let symbol = 0; symbol < alphabet; symbol++) {
      const share = ({ symbols: all, samples: count }: Sequences): Mean => {
        let seen = 0;
        for (let i = 0; i < count; i++) if (all?.[i * length + t] === symbol) seen++;
        // One sequence more of either kind, so that a share of 0 has a spread.
        const p = (seen + 0.5) / (count + 1);
        return { mean: seen / count, error: Math.sqrt((p * (1 - p)) / count) };
      };
      refuse(share(inputs), share(fresh), (own, its) =>
        sentence(
          'Symbol {0} comes at step {1} in {2} of the sequences, but in {3} by the source.',
          symbol,
          t + 1,
          own,
          its,
        ),
      );
    }
  if (source && logs) {
    const drawn = Array.from({ length: fresh.samples }, (_, i) =>
      source.logProbability(fresh.symbols ?? symbols, i * length),
    );
    refuse(meanOf(logs), meanOf(drawn), (own, its) =>
      sentence('The mean log probability of a sequence is {0} nats, but {1} by the source.', own, its),
    );
  }
  if (source?.independent && length > 1 && !stepsLookIndependent(symbols, length, alphabet, random.fork('steps')))
    throw new InputError(sentence('Symbols of different steps depend on each other, but not by the source.'));
}

function checkNumbers(inputs: Sequences, fresh: Sequences): void {
  const each = (sequences: Sequences, of: (at: number) => number, steps: number): Mean => {
    const { samples, length, features } = sequences;
    return meanOf(
      Array.from({ length: samples }, (_, i) => {
        let sum = 0;
        for (let k = 0; k < steps * features; k++) sum += of(i * length * features + k);
        return sum / (steps * features);
      }),
    );
  };
  const { length, features } = inputs;
  const compare = (of: (values: Float32Array, at: number) => number, steps: number): void => {
    refuse(
      each(inputs, (at) => of(inputs.values, at), steps),
      each(fresh, (at) => of(fresh.values, at), steps),
      (own, its) =>
        sentence(
          'A mean over the inputs (their values, squares, or products of steps) is {0}, but {1} by the source.',
          own,
          its,
        ),
    );
  };
  compare((values, at) => values[at], length);
  compare((values, at) => values[at] ** 2, length);
  if (length > 1) compare((values, at) => values[at] * values[at + features], length - 1);
}

interface Mean {
  readonly mean: number;
  readonly error: number;
}

function meanOf(values: readonly number[]): Mean {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, error: Math.sqrt(squares / Math.max(1, values.length - 1) / values.length) };
}

function refuse(own: Mean, its: Mean, said: (own: string, its: string) => InputError['sentence']): void {
  if (Math.abs(own.mean - its.mean) <= clear * Math.hypot(own.error, its.error) + 1e-9) return;
  throw new InputError(said(own.mean.toFixed(3), its.mean.toFixed(3)));
}
