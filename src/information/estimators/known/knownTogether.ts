import type { PreparedVariable } from '../../job/preparedVariable';
import type { Measurement } from '../../types/measurement';
import { reason } from '../../types/reasons';
import { amount, warning } from '../../types/warnings';
import { knows, knowsBoth } from '../auto/chooseEstimator';
import { aboutClasses } from './aboutClasses';
import { aboutEachOther } from './aboutEachOther';
import { contrastedStates } from './contrastedStates';
import { aboutInput, betweenBounds, closeEnough, type Contributions } from './fromRatios';
import { betweenMixtures, knownConditionalInformation, maximumEntropyBound } from './knownConditional';
import type { LogRatios } from './logRatios';
import { isNearCeiling, nearCeiling } from './nearCeiling';
import type { KnownMixtures, KnownQuestion } from './mixtures/knownMixtures';

/** Intervals of a symbol wider than this, in nats, are given a decoder's lower bound. */
const wide = 2 * closeEnough;

/**
 * I(X;H) in nats of a state with a known conditional density: by its histories where there are some, and otherwise by
 * the other samples.
 * @throws CancelledError
 */
export async function aboutTheInput(
  state: PreparedVariable,
  mixtures: KnownMixtures,
  signal?: AbortSignal,
): Promise<Measurement> {
  const { original } = state;
  if (!isSummed(state)) return knownConditionalInformation(original, signal);
  const ratios = await mixtures.ofState(state);
  if (!sumsHistories(state)) return betweenMixtures(original, ratios.lower, ratios.upper);
  return measured(aboutInput(ratios), [ratios], original.samples, maximumEntropyBound(original));
}

/** Whether the sums of a state alone are those that its pairs need too. */
const isSummed = (state: PreparedVariable): boolean =>
  sumsHistories(state) || (state.sumsNoise && state.original.conditional?.variances.length === 1);

const sumsHistories = ({ original, sumsNoise }: PreparedVariable): boolean =>
  original.histories?.means !== undefined && sumsNoise;

/** What the mixtures will be asked about a pair that is measured by known densities; nothing where they will not be. */
export function askedOfMixtures(x: PreparedVariable, y: PreparedVariable): KnownQuestion | undefined {
  if (x.constant || y.constant || x.original.samples !== y.original.samples) return undefined;
  if (knowsBoth(x, y)) return togetherWith(x, y);
  const state = [y, x].find((one) => knows(one, one === x ? y : x));
  return state && isSummed(state) ? { kind: 'state', state } : undefined;
}

function togetherWith(x: PreparedVariable, y: PreparedVariable): Exclude<KnownQuestion, { kind: 'state' }> {
  const [state, other] = x.sumsNoise ? [x, y] : [y, x];
  return other.sumsNoise ? { kind: 'pair', a: state, b: other } : { kind: 'classes', state, symbols: other };
}

/**
 * I(A;B) in nats of two states with independent known noises, or of one and a symbol, given the same input.
 * @param decoded the same by a decoder
 * @throws CancelledError
 */
export async function knownTogether(
  x: PreparedVariable,
  y: PreparedVariable,
  seed: number,
  decoded: () => Promise<Measurement | undefined>,
  mixtures: KnownMixtures,
  signal?: AbortSignal,
): Promise<Measurement> {
  const question = togetherWith(x, y);
  const { samples } = x.original;
  if (question.kind === 'pair') {
    const ratios = await mixtures.ofPair(question.a, question.b);
    const known = measured(aboutEachOther(...ratios), ratios, samples);
    const isOpen = known.high - known.low > wide && !ratios[2].exact && isNearCeiling(ratios[2], ratios[2].histories);
    return isOpen ? withContrast(known, await contrastedStates(x, y, seed, signal)) : known;
  }
  const { marginal, ofClass } = await mixtures.ofClasses(question.state, question.symbols);
  const known = measured(aboutClasses(marginal, ofClass), [marginal, ofClass], samples);
  if (known.high - known.low < wide) return known;
  return withDecoder(known, (await decoded()) ?? { ...known, nats: known.low, warnings: [] });
}

/**
 * Where the two bounds are far apart, a contrast of held-out pairs is a further lower bound on what two states share.
 * Where the mixtures are near their ceiling, the number between the bounds is that ceiling whatever the states share,
 * so the lower bound is the value.
 */
const withContrast = (known: Measurement, { mean, low } = { mean: known.low, low: 0 }): Measurement =>
  raised(known, mean, low);

/**
 * Where the two bounds are far apart, a decoder that is scored on held-out samples is a further lower bound, and the
 * value. Where classes are too small for a decoder, the lower bound alone is the value: a number between the bounds
 * would be near the log of the number of classes, whatever the state holds of them.
 */
const withDecoder = (known: Measurement, decoded: Measurement): Measurement => ({
  ...raised(known, decoded.nats, decoded.low),
  // The ceiling of the mixtures is not one of the decoder, nor of what a symbol can tell.
  warnings: decoded.warnings,
});

/** With a further lower bound as the value, and its limit, within the known ones. */
function raised(known: Measurement, nats: number, limit: number): Measurement {
  const low = Math.min(known.high, Math.max(known.low, limit));
  return { ...known, low, nats: Math.min(known.high, Math.max(low, nats)), bound: 'lower' };
}

function measured(
  contributions: Contributions,
  ratios: readonly LogRatios[],
  samples: number,
  cap?: number,
): Measurement {
  const { nats, low, high, bound, gap } = betweenBounds(contributions, cap);
  const histories = Math.max(...ratios.map((ratio) => ratio.histories));
  const anew = histories >= samples || contributions.exact;
  const ceiling = Math.log(samples);
  return {
    nats,
    low,
    high,
    bound,
    ...(anew && { histories }),
    reason: [
      contributions.exact
        ? reason('enumerated', histories)
        : anew
          ? reason('freshHistories', histories, amount(gap, 2))
          : reason('knownConditional'),
    ],
    warnings:
      !anew && gap > closeEnough && nats > nearCeiling * ceiling
        ? [warning('lowerBoundNearCeiling', amount(ceiling, 2), samples)]
        : [],
  };
}
