import { Random } from '../../../base/random';
import type { AnalysisConfig } from '../../../config/schema/config';
import type { SequenceSet, Sequences, Targets } from '../../../data/dataset';
import type { Model } from '../../../models/model';
import { type Predicted, predicted } from '../predicted';
import { type Answers, answersOf, keptOf } from './answers';
import { attentionScores } from './attentionScores';
import { evenDivergence, judgedCopies } from './evenNoise';
import { fittedShares, gradientSizes } from './fitted';
import { Mask, type NoiseBy } from './mask';
import type { PlaceMoments } from './moments';
import type { AttributionOutcome } from './outcome';
import { overColumns, randomScores, removalCurve, type Removed } from './removal';

/** Sequences whose own maps are kept. */
const mapped = 3;

/** What an attribution is made of. */
export interface Attributed {
  readonly model: Model;
  readonly set: SequenceSet & { readonly targets: Targets };
  readonly classes: number;
  readonly moments: PlaceMoments;
  readonly by: NoiseBy;
  readonly beta: number;
  readonly config: AnalysisConfig;
  /** Whether the network draws its states. */
  readonly stochastic: boolean;
  /** Whether maps of single sequences are wanted. */
  readonly maps: boolean;
}

/** Where the information of some sequences is that a network's answers rest on, nats. @throws CancelledError */
export async function attributionOf(what: Attributed, signal: AbortSignal): Promise<AttributionOutcome['attributed']> {
  const { model, set, classes, stochastic, config, by, beta } = what;
  const { inputs } = set;
  const random = new Random(config.seed).fork('attribution');
  const read = (of: Sequences): Promise<Predicted> => predicted(model, of, classes, stochastic, config.seed, signal);
  const clean = await read(inputs);
  const answers = answersOf(clean, set.targets);
  const mask = new Mask(inputs, what.moments, by);
  const shares = await fittedShares(model, mask, answers, beta, random.fork('fit'), signal);
  const nats = mask.divergence(shares);
  const noisy = mask.noisy(shares, mask.noise(judgedCopies, random.fork('judged')));
  const kept = keptOf(await read(noisy), answers);
  const even = await evenDivergence(mask, answers, kept.share, read, random.fork('even'));
  const shown = by === 'steps' ? overColumns(nats, inputs.features) : nats;
  return {
    by,
    sequences: inputs.samples,
    nats: nats.reduce((sum, each) => sum + each, 0) / inputs.samples,
    kept: kept.share,
    ...(even !== undefined && { even }),
    accuracy: keptOf(clean, answers).accuracy,
    accuracyKept: kept.accuracy,
    map: meanMap(inputs, shown),
    removals: await removalsOf(what, mask, answers, nats, random, signal),
    ...(what.maps && { maps: mapsOf(inputs, answers, shown) }),
  };
}

async function removalsOf(
  { model, set, config: { seed }, stochastic }: Attributed,
  mask: Mask,
  answers: Answers,
  nats: Float64Array,
  random: Random,
  signal: AbortSignal,
): Promise<AttributionOutcome['attributed']['removals']> {
  const { inputs, targets } = set;
  const { length, features, samples, lengths } = inputs;
  const at = answers.places.map((place, row) =>
    targets.length === 1 ? (lengths?.[row] ?? length) - 1 : place % targets.length,
  );
  const curve = (scores: Float64Array): Promise<Removed[]> =>
    removalCurve(model, mask, answers, scores, stochastic, seed, signal);
  const attention = await attentionScores(model, set, at, seed, signal);
  const sizes = await gradientSizes(model, mask, answers, seed, signal);
  return [
    { by: 'information', curve: await curve(overColumns(nats, features)) },
    ...(attention ? [{ by: 'attention' as const, curve: await curve(attention) }] : []),
    { by: 'gradient', curve: await curve(overColumns(sizes, features)) },
    { by: 'random', curve: await curve(randomScores(samples * length, random.fork('removal'))) },
  ];
}

/**
 * The mean over sequences of amounts [samples, steps, columns] at every step, counted so that the last is each
 * sequence's own end.
 */
function meanMap({ samples, length, lengths }: Sequences, nats: Float64Array): number[][] {
  const features = nats.length / (samples * length);
  const map = Array.from({ length }, () => Array.from({ length: features }, () => 0));
  for (let row = 0; row < samples; row++) {
    const own = lengths?.[row] ?? length;
    for (let step = 0; step < own; step++)
      for (let k = 0; k < features; k++)
        map[length - own + step][k] += nats[(row * length + step) * features + k] / samples;
  }
  return map;
}

/** The first sequences by themselves, their real steps. */
function mapsOf({ length, samples, lengths }: Sequences, { told, right }: Answers, nats: Float64Array) {
  const features = nats.length / (samples * length);
  return Array.from({ length: Math.min(mapped, samples) }, (_, row) => ({
    sequence: row,
    target: right[row],
    predicted: told[row],
    map: Array.from({ length: lengths?.[row] ?? length }, (__, step) =>
      Array.from(nats.subarray((row * length + step) * features, (row * length + step + 1) * features)),
    ),
  }));
}
