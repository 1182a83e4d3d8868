import { sentence, type Sentence } from '../../base/sentence';
import path from 'node:path';
import { Random } from '../../base/random';
import { InputError } from '../../base/userError';
import type { DataConfig } from '../../config/schema/data';
import type { Dataset, ExactValue, SequenceSet } from '../dataset';
import { entropyOf, memoryLine } from '../exactValues';
import type { DataFolders } from '../files/dataPath';
import { checkSize, discreteSequences } from '../sequences';
import { crossEntropies, highestOrder, type Windows } from './ngrams';
import { readText } from './readText';
import { symbolsOf, type TextSymbols } from './symbolsOf';
import { entropyOfCounts, informationOverDistance } from './textInformation';

type TextConfig = Extract<DataConfig, { task: 'text' }>;

/** Fewer windows than this are too few to split and estimate. */
const fewestWindows = 16;

/**
 * Windows of a text, each of length + 1 symbols: the input, and one step later the target. Windows do not overlap; the
 * seed chooses the training windows. Known values: the text's entropy, its information over distance, and the
 * prediction of the held-out windows by n-grams of the training windows.
 * @throws InputError at the key to change; CancelledError
 */
export async function textTask(
  config: TextConfig,
  context: DataFolders & { readonly seed: number; readonly signal?: AbortSignal },
): Promise<Dataset> {
  const { length, tokens, alphabet } = config;
  const text = await symbolsOf(await readText(config.path, context, context.signal), config, context.signal);
  const width = length + 1;
  const all = Math.floor(text.symbols.length / width);
  const name = path.basename(config.path);
  if (all < fewestWindows) {
    throw new InputError(
      sentence(
        tokens === 'characters'
          ? '{0} has {1} characters, which make {2} whole windows of {3}; at least {4} are needed: take a longer ' +
              'text, or a smaller "length".'
          : '{0} has {1} words, which make {2} whole windows of {3}; at least {4} are needed: take a longer ' +
              'text, or a smaller "length".',
        name,
        text.symbols.length,
        all,
        width,
        fewestWindows,
      ),
      undefined,
      undefined,
      ['data', 'length'],
    );
  }
  const count = Math.min(all, config.windows ?? all);
  checkSize(count, length, alphabet, sentence('One-hot vectors'));
  const order = new Random(context.seed).fork('data: split').permutation(count);
  const held = Math.min(count - 8, Math.max(8, Math.round(count * config.validationSplit)));
  const pick = (rows: Int32Array): Windows =>
    windowsOf(
      text.symbols,
      rows
        .slice()
        .sort()
        .map((row) => Math.floor((row * all) / count)),
      width,
    );
  const training = pick(order.subarray(held));
  const heldOut = pick(order.subarray(0, held));
  return {
    title: titleOf(name, config, count, text),
    training: sequencesOf(training, alphabet),
    heldOut: sequencesOf(heldOut, alphabet),
    exact: await whatIsKnown(config, text.symbols, training, heldOut, context.signal),
    warnings: [],
  };
}

function titleOf(
  name: string,
  { tokens, length, alphabet }: TextConfig,
  count: number,
  { kinds, rest }: TextSymbols,
): Sentence {
  const symbols =
    kinds > alphabet
      ? sentence(
          '{0} symbols (the last for {1} rare ones, {2} % of the text)',
          alphabet,
          kinds - alphabet + 1,
          (100 * rest).toFixed(1),
        )
      : sentence('{0} symbols', kinds);
  return tokens === 'characters'
    ? sentence('{0}, {1} windows of {2} characters, {3}', name, count, length, symbols)
    : sentence('{0}, {1} windows of {2} words, {3}', name, count, length, symbols);
}

function windowsOf(symbols: Int32Array, places: Int32Array, width: number): Windows {
  const windows = new Int32Array(places.length * width);
  places.forEach((place, i) => {
    windows.set(symbols.subarray(place * width, (place + 1) * width), i * width);
  });
  return { symbols: windows, count: places.length, width };
}

function sequencesOf({ symbols, count, width }: Windows, alphabet: number): SequenceSet {
  const length = width - 1;
  const part = (shift: number): Int32Array => {
    const numbers = new Int32Array(count * length);
    for (let row = 0; row < count; row++)
      numbers.set(symbols.subarray(row * width + shift, row * width + shift + length), row * length);
    return numbers;
  };
  return {
    inputs: discreteSequences(part(0), count, length, alphabet),
    targets: { ...discreteSequences(part(1), count, length, alphabet), at: 'every' },
  };
}

async function whatIsKnown(
  { length, alphabet }: TextConfig,
  symbols: Int32Array,
  training: Windows,
  heldOut: Windows,
  signal: AbortSignal | undefined,
): Promise<ExactValue[]> {
  const entropy = entropyOfCounts(countsOf(symbols, alphabet));
  const exact = [entropyOf('X', entropy), entropyOf('Y', entropy)];
  // With more possible pairs than symbols in the text, the counts only reflect how short the text is.
  if (alphabet * alphabet <= symbols.length)
    exact.push(
      ...memoryLine(
        'H',
        await informationOverDistance(symbols, alphabet, length, signal),
        sentence('I(X_{t-s};X_t) in the text'),
      ),
    );
  const orders = Math.min(highestOrder(alphabet), length + 1);
  const needed = await crossEntropies(training, heldOut, alphabet, orders, signal);
  const best = needed.indexOf(Math.min(...needed));
  const shown = entropyOfCounts(countsOf(heldOut.symbols, alphabet));
  const predictedBy = (order: number): Omit<ExactValue, 'time'> => ({
    quantity: 'outputInformation',
    source: 'H',
    target: 'Y',
    nats: Math.max(0, shown - needed[order]),
    name: sentence('an n-gram model, n = {0}', order + 1),
  });
  if (best > 1) exact.push(predictedBy(1));
  if (best > 0) for (let time = best; time <= length; time++) exact.push({ ...predictedBy(best), time });
  exact.push({
    quantity: 'entropy',
    source: 'X_{t+1}|X_{1:t}',
    target: 'X_{t+1}|X_{1:t}',
    nats: needed[best],
    name: sentence('entropy rate, upper bound by an n-gram model, n = {0}', best + 1),
  });
  return exact;
}

function countsOf(symbols: Int32Array, alphabet: number): Float64Array {
  const counts = new Float64Array(alphabet);
  for (const symbol of symbols) counts[symbol]++;
  return counts;
}
