import { Random } from '../../../base/random';
import { pairSequences } from '../../../data/pairs/pairSequences';
import type { Dataset, SequenceSet } from '../../../data/dataset';
import { withLengths } from '../../../data/realSteps';
import { discreteSequences, selectSequences } from '../../../data/sequences';
import type { Model } from '../../../models/model';
import { logSumExp } from '../../../information/numerics/logSums';
import type { StudyContext } from '../study';
import { seedOf, trained } from '../trained';
import { temperatureOf } from '../calibration';
import type { TranslatedSet } from './outcome';
import type { Reader } from './readers';
import { translationSets } from './translationSets';

/** The share of the training pairs that chooses the best epoch and the temperature. */
const development = 0.1;

/**
 * Trains one of the two networks, and reads what every held-out translation costs it. The best epoch, with `keepBest`,
 * and a temperature (Guo et al. 2017, section 4.2) are chosen by a part of the training pairs, so that the held-out
 * ones have chosen nothing, and their cross-entropies are, in expectation, at least the entropies.
 */
export async function toldBy(reader: Reader, repetition: number, context: StudyContext): Promise<TranslatedSet[]> {
  const { dataset, signal } = context;
  const { pairs } = dataset;
  if (!pairs) throw new Error('The config check lets the study through for pairs of sentences alone.');
  const config = { ...context.config, seed: seedOf(context.config, repetition) };
  const own = readBy(reader, dataset, context.config.seed, pairs.length);
  const { model } = await trained(config, own, context);
  const temperature = await temperatureBy(model, own.heldOut, config.seed, signal);
  const told: TranslatedSet[] = [];
  for (const { name, level, sentences } of translationSets(pairs, context.config, repetition)) {
    const set = pairSequences(reader === 'given' ? pairs.sources : undefined, sentences, pairs);
    const nats = await costOf(model, set, temperature, config.seed, signal);
    told.push({ name, ...(level !== undefined && { level }), nats });
  }
  return told;
}

/** What the network is trained on, and training pairs that are kept apart, in place of the held-out ones. */
function readBy(reader: Reader, dataset: Dataset, seed: number, length: number): Dataset {
  const training = reader === 'given' ? dataset.training : withoutSources(dataset.training, length);
  const { samples } = training.inputs;
  const order = new Random(seed).fork('development').permutation(samples);
  const apart = Math.max(1, Math.round(development * samples));
  return {
    ...dataset,
    training: partOf(training, order.slice(apart).sort()),
    heldOut: partOf(training, order.slice(0, apart).sort()),
  };
}

const partOf = ({ inputs, targets }: SequenceSet, rows: Int32Array): SequenceSet => ({
  inputs: selectSequences(inputs, rows),
  targets: targets && selectSequences(targets, rows),
});

/** The same sequences with ends where the words of the sources stand. */
function withoutSources({ inputs, targets }: SequenceSet, length: number): SequenceSet {
  const { samples, length: steps, alphabet = 0, lengths } = inputs;
  const symbols = Int32Array.from(inputs.symbols ?? []);
  for (let row = 0; row < samples; row++) symbols.fill(0, row * steps, row * steps + length);
  const hidden = discreteSequences(symbols, samples, steps, alphabet);
  return { inputs: lengths ? withLengths(hidden, lengths) : hidden, targets };
}

/** The temperature that makes the targets likeliest. */
async function temperatureBy(model: Model, set: SequenceSet, seed: number, signal: AbortSignal): Promise<number> {
  const { symbols, alphabet } = symbolsOf(set);
  const logits = await model.outputs(set.inputs, 'Y', seed, false, signal);
  const places = symbols.flatMap((symbol, place) => (symbol < 0 ? [] : [place]));
  const own = new Float64Array(places.length * alphabet);
  places.forEach((place, i) => {
    own.set(logits.subarray(place * alphabet, (place + 1) * alphabet), i * alphabet);
  });
  return temperatureOf(
    own,
    Int32Array.from(places, (place) => symbols[place]),
    alphabet,
  );
}

/** -ln q of the targets of each sequence, nats. */
async function costOf(
  model: Model,
  set: SequenceSet,
  temperature: number,
  seed: number,
  signal: AbortSignal,
): Promise<number[]> {
  const { inputs } = set;
  const { symbols, alphabet } = symbolsOf(set);
  const logits = await model.outputs(inputs, 'Y', seed, false, signal);
  return Array.from({ length: inputs.samples }, (_, row) => {
    let nats = 0;
    for (let place = row * inputs.length; place < (row + 1) * inputs.length; place++) {
      if (symbols[place] < 0) continue;
      const own = logits.subarray(place * alphabet, (place + 1) * alphabet).map((logit) => logit / temperature);
      nats += logSumExp(own) - own[symbols[place]];
    }
    return nats;
  });
}

function symbolsOf({ targets }: SequenceSet): { symbols: number[]; alphabet: number } {
  if (!targets?.symbols) throw new Error('Translations are symbols.');
  return { symbols: Array.from(targets.symbols), alphabet: targets.alphabet ?? 0 };
}
