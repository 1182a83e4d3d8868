import { Random } from '../../../base/random';
import type { AnalysisConfig } from '../../../config/schema/config';
import { columnMoments } from '../../../data/corruption/columns';
import { corrupted } from '../../../data/corruption/corrupted';
import type { ColumnMoments, Dataset, SequenceSet, Sequences, Targets } from '../../../data/dataset';
import type { Model } from '../../../models/model';
import { type Predicted, predicted } from '../predicted';

/** Spoiled copies of the training sequences beside these. */
const copies = 2;
/** More numbers than these are not copied. */
const mostNumbers = 2 ** 25;
/** How much they are spoiled: noise, dB below the variance of each column; or the share of other symbols. */
const noiseBelow = 10;
const otherSymbols = 0.2;

/** What a smaller network learns from, and what it is compared by. */
export interface Lessons {
  readonly dataset: Dataset;
  /** A further copy, with what the whole network says of it. */
  readonly fresh: SequenceSet;
}

/**
 * What the whole network says of the training sequences and of spoiled copies of them, as the targets of smaller ones:
 * a smaller one learns all that the whole one tells apart, and about more sequences than there are labels for (Buciluă,
 * Caruana and Niculescu-Mizil 2006; Hinton, Vinyals and Dean 2015, at a temperature of 1, where the loss is the
 * divergence between the two up to a constant).
 * @returns undefined where the targets are no classes or the network has other targets too: there the data teach
 */
export async function lessonsOf(
  whole: Model,
  config: AnalysisConfig,
  dataset: Dataset,
  signal: AbortSignal,
): Promise<Lessons | undefined> {
  const { inputs, targets } = dataset.training;
  if (targets?.symbols === undefined || targets.alphabet === undefined || hasOtherHeads(config)) return undefined;
  const { alphabet } = targets;
  const moments = columnMoments(inputs);
  const random = new Random(config.seed).fork('spoiled copies');
  const said = async (sequences: Sequences): Promise<Predicted> =>
    await predicted(whole, sequences, alphabet, drawsStates(config), config.seed, signal);
  const parts: SequenceSet[] = [];
  const further = inputs.values.length > mostNumbers ? 0 : copies;
  for (let i = 0; i <= further + 1; i++) {
    const sequences = i === 0 ? inputs : spoiled(inputs, random.fork(String(i)), moments);
    parts.push({ inputs: sequences, targets: asTargets(targets, await said(sequences)) });
  }
  const [fresh] = parts.splice(-1);
  return { dataset: { ...dataset, training: together(parts) }, fresh };
}

const hasOtherHeads = ({ model: { layers } }: AnalysisConfig): boolean =>
  layers.some((layer) => 'head' in layer && layer.head !== undefined && layer.head.target !== 'Y');

const drawsStates = ({ model: { layers } }: AnalysisConfig): boolean =>
  layers.some(({ type }) => type === 'bottleneck' || type === 'entropyBottleneck');

const spoiled = (inputs: Sequences, random: Random, moments: ColumnMoments): Sequences =>
  inputs.symbols === undefined
    ? corrupted(inputs, 'snr', noiseBelow, random, moments)
    : corrupted(inputs, 'substitute', otherSymbols, random, moments);

/** The same places, with probabilities in place of the one class. */
const asTargets = (targets: Targets, { probabilities }: Predicted): Targets => ({
  ...targets,
  values: Float32Array.from(probabilities),
});

function together(parts: readonly SequenceSet[]): SequenceSet {
  const inputs = joined(parts.map((part) => part.inputs));
  const targets = parts.flatMap((part) => part.targets ?? []);
  return { inputs, targets: { ...targets[0], ...joined(targets) } };
}

/** Some sets of sequences of one kind as one. */
function joined(parts: readonly Sequences[]): Sequences {
  const [first] = parts;
  const ints = (of: (part: Sequences) => Int32Array | undefined): Int32Array =>
    put(
      new Int32Array(parts.reduce((sum, part) => sum + (of(part)?.length ?? 0), 0)),
      parts.flatMap((part) => of(part) ?? []),
    );
  return {
    ...first,
    samples: parts.reduce((sum, { samples }) => sum + samples, 0),
    values: put(
      new Float32Array(parts.reduce((sum, { values }) => sum + values.length, 0)),
      parts.map(({ values }) => values),
    ),
    ...(first.symbols && { symbols: ints(({ symbols }) => symbols) }),
    ...(first.lengths && { lengths: ints(({ lengths }) => lengths) }),
  };
}

/** The arrays one after another in the given one. */
function put<Numbers extends Float32Array | Int32Array>(all: Numbers, arrays: readonly Numbers[]): Numbers {
  let at = 0;
  for (const array of arrays) {
    all.set(array, at);
    at += array.length;
  }
  return all;
}
