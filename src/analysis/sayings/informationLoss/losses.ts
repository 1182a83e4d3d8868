import { directionOf } from '../../../result/direction';
import { amount } from '../../../result/format';
import { upperEnd } from '../../../result/upperEnd';
import { endsOf, type Grounds, grounds, isHighCertified, isLowCertified } from '../../../information/types/assumption';
import { distinctWarnings } from '../../../information/types/warnings';
import { analysisWarning, type Warning } from '../../../result/warnings';
import { LayerGraph } from '../../../config/layers/layerGraph';
import { headsOf } from '../../../config/layers/heads';
import { entropyOfInput, wholeValue } from '../../../result/ceiling';
import { exactValueAt } from '../../../result/exactValues';
import { followedInput } from '../../../result/memory';
import type { ResultIndex } from '../../../result/resultIndex';
import type { Estimate, InformationLoss, LayerSummary } from '../../../result/result';
import type { BoundDirection } from '../../../information/types/estimate';
import { readAtBothEnds } from './bothEnds';
import { behind, chainOf } from './chain';
import { shownDespiteNoise } from './despiteNoise';
import { isHeldBeside } from './sideBranch';

/** A part of the information from which a difference counts. */
const negligibleLoss = 1e-6;

/** One end of a loss: a number with its interval. */
type Side = Pick<Estimate, 'value' | 'low' | 'high' | 'assumes' | 'certified'> & {
  readonly name: string;
  readonly time?: number;
  readonly warnings: readonly Warning[];
  /** Two sides of the same kind are by the same estimator, from the same variables. */
  readonly kind: string;
  readonly bound: BoundDirection;
  /** Whether the value can be told without "at least" or "at most". */
  readonly isPlain: boolean;
};

/**
 * Where information is lost at the last epoch: along depth, from what a layer reads to the layer, at the last step
 * (I(X;H) and I(H;Y)); along time, from one lag to the next (I(X_{t-s};H_t)). Only where the intervals of the two sides
 * do not overlap. The interval of a loss is interval arithmetic, low less high and high less low: both sides come from
 * the same sequences, and this holds for any correlation. Depth first, in the network's order.
 */
export function informationLosses(index: ResultIndex): InformationLoss[] {
  return [...depthLosses(index, 'inputInformation'), ...depthLosses(index, 'outputInformation'), ...timeLosses(index)];
}

function depthLosses(index: ResultIndex, quantity: 'inputInformation' | 'outputInformation'): InformationLoss[] {
  const { result } = index;
  const sideOf = (name: string, time: number | undefined): Side | undefined =>
    name === 'X' ? inputSide(index, quantity, time) : estimateSide(index.atEnd(quantity, name), name);
  const chain = chainOf(result.layers, result.config);
  const fromBehind = new Set(chain.filter((link) => link.fromBehind).map(({ layer }) => layer.name));
  const bothEnds = readAtBothEnds(result);
  const readsOf = new Map(chain.map(({ layer, reads }) => [layer.name, reads]));
  // A branch for another head need not keep information about Y.
  const wanted =
    quantity === 'outputInformation' ? new LayerGraph(result.config.model.layers).layersFeeding('Y') : undefined;
  const losses = chain.flatMap(({ layer, reads }) => {
    const after = estimateSide(index.atEnd(quantity, layer.name), layer.name);
    if (!after || wanted?.has(layer.name) === false) return [];
    // A layer above that reads all steps may hold more than any single step: information that reappears there was not
    // lost.
    if (behind(chain, layer.name).some((name) => (index.atEnd(quantity, name)?.low ?? 0) > upperEnd(after))) return [];
    // Of several inputs, the largest information is a lower bound on the total.
    const sidesOf = (reader: string, names: readonly string[]): Side[] =>
      names
        .filter((name) => !fromBehind.has(name))
        // The last step of what it reads is not what a layer at both ends has read. The whole input is.
        .filter((name) => name === 'X' || bothEnds.has(name) || !bothEnds.has(reader))
        .flatMap((name) => {
          const side = sideOf(name, after.time);
          // A layer that shows less than what is made of it has lost less than it seems, and of one that was not
          // estimated nothing is known: what it read counts.
          const skips = name !== 'X' && (side === undefined || after.low > upperEnd(side));
          const below = skips ? readsOf.get(name) : undefined;
          return below ? sidesOf(name, below) : (side ?? []);
        });
    const sides = sidesOf(layer.name, reads);
    if (sides.length === 0) return [];
    const before = sides.reduce((most, side) => (side.value > most.value ? side : most));
    return lossBetween(index, quantity, before, after).map((loss) => withNoise(index, loss));
  });
  // A head's task is to drop what its target does not need, so that its loss about the input is never the largest.
  const heads = new Set(headsOf(result.config.model.layers).map(({ name }) => name));
  return markNarrowest(losses, ({ to }) =>
    quantity === 'outputInformation' ? !isHeldBeside(index, chain, to, heads) : !heads.has(to),
  );
}

/** A loss with a remark where it is of the declared noise alone. */
function withNoise(index: ResultIndex, loss: InformationLoss): InformationLoss {
  const right = shownDespiteNoise(index, loss);
  if (!right) return loss;
  const remark = analysisWarning('lossOfNoise', loss.to, Math.round(100 * right.accuracy));
  return { ...loss, warnings: [...(loss.warnings ?? []), remark] };
}

/** The information in the input itself, where it is known exactly. */
function inputSide(
  index: ResultIndex,
  quantity: 'inputInformation' | 'outputInformation',
  time: number | undefined,
): Side | undefined {
  const value =
    quantity === 'inputInformation'
      ? exactValueAt(index.result, 'entropy', 'X_{1:t}', 'X_{1:t}', time)
      : exactValueAt(index.result, 'outputInformation', 'X', 'Y', time);
  return value === undefined
    ? undefined
    : {
        ...{ name: 'X', value, low: value, high: value, warnings: [], kind: 'exact', bound: 'none', isPlain: true },
        ...(time !== undefined && { time }),
      };
}

function estimateSide(estimate: Estimate | undefined, name: string): Side | undefined {
  if (!estimate) return undefined;
  const { value, low, high, time, bound, estimator, of, assumes, certified } = estimate;
  // The interval of a known conditional reaches to an upper bound; the interval of other lower bounds covers the bound,
  // not the truth above it.
  const open = bound === 'lower' && estimator !== 'knownConditional';
  return {
    name,
    value,
    low,
    high,
    kind: [estimator, bound, assumes ?? '', of?.kind ?? ''].join('|'),
    bound,
    isPlain: directionOf(estimate, amount) === 'none',
    ...(time !== undefined && { time }),
    ...(assumes !== undefined && { assumes }),
    ...(certified !== undefined && { certified }),
    warnings: [...(open ? [analysisWarning('lowerBoundLoss', estimator, name)] : []), ...(estimate.warnings ?? [])],
  };
}

/**
 * Losses from one measured lag to the next: of one input followed through the steps (I(X_p;H_p), I(X_p;H_{p+1}), ...)
 * where every position was estimated; otherwise at the last step, between inputs of different age, where these are of
 * one law.
 */
function timeLosses(index: ResultIndex): InformationLoss[] {
  return index.result.layers.flatMap((layer) => {
    const lags = followedInput(index, layer.name) ?? (areAlikeSteps(index) ? lagCurve(index, layer) : []);
    const losses = lags.slice(1).flatMap((later, i) => {
      const earlier = lags[i];
      const [before, after] = [estimateSide(earlier, layer.name), estimateSide(later, layer.name)];
      if (!before || !after || later.lag === undefined) return [];
      // What older inputs show again was not lost with age.
      if (lags.slice(i + 2).some(({ low }) => low > upperEnd(later))) return [];
      // An input that has less to tell is not remembered worse for that.
      if (isAllKept(index, earlier, later)) return [];
      return lossBetween(index, 'memory', before, after).map((loss): InformationLoss => ({
        ...loss,
        lag: later.lag,
        ...(earlier.lag !== undefined && { lagBefore: earlier.lag }),
        ...(earlier.time !== undefined && earlier.time !== later.time && { timeBefore: earlier.time }),
      }));
    });
    return markNarrowest(losses);
  });
}

/** Tasks whose sequences have parts of different kinds: a key is not a value, and a blank no symbol. */
const inParts: ReadonlySet<string> = new Set([
  'copyMemory',
  'selectiveCopy',
  'inductionHead',
  'mqar',
  'trials',
  'file',
  'activations',
]);

/** Whether the inputs at all steps are known to be of one law, so that older ones can be compared with newer ones. */
const areAlikeSteps = ({ result }: ResultIndex): boolean => !inParts.has(result.config.data.task);

/** Whether the difference of two inputs' entropies explains that of their memory. */
function isAllKept(index: ResultIndex, earlier: Estimate, later: Estimate): boolean {
  const [before, after] = [earlier, later].map((estimate) => entropyOfInput(index, estimate));
  if (!before || !after) return false;
  const explained = wholeValue(before) - wholeValue(after);
  return explained > negligibleLoss && earlier.low - upperEnd(later) <= explained;
}

/** One estimate per lag at the latest analysed step, lag ascending. */
function lagCurve(index: ResultIndex, layer: LayerSummary): Estimate[] {
  const estimates = index.of('memory', layer.name).filter(({ lag }) => lag !== undefined);
  const last = estimates.at(-1)?.time;
  return estimates.filter(({ time }) => time === last).toSorted((a, b) => (a.lag ?? 0) - (b.lag ?? 0));
}

function lossBetween(
  index: ResultIndex,
  quantity: InformationLoss['quantity'],
  before: Side,
  after: Side,
): InformationLoss[] {
  const low = before.low - upperEnd(after);
  // Two roundings of one entropy are no loss.
  if (!(low > negligibleLoss * Math.max(1, before.value))) return [];
  const warnings = distinctWarnings(after.warnings);
  // An estimate below zero says that nothing is held: no more than all can be lost.
  const lost = before.value - Math.max(0, after.value);
  return [
    {
      quantity,
      from: before.name,
      to: after.name,
      ...(after.time !== undefined && { time: after.time }),
      before: before.value,
      after: after.value,
      ...(before.bound !== 'none' && { beforeBound: before.bound }),
      ...(after.bound !== 'none' && { afterBound: after.bound }),
      ...(areComparable(before, after) && low > lost / 2 && { comparable: true as const }),
      lost,
      low,
      high: before.high === null ? null : Math.max(low, before.high - Math.max(0, after.low)),
      ...groundsOf(before, after),
      unit: index.result.config.analysis.unit,
      ...(warnings.length > 0 && { warnings }),
    },
  ];
}

/** A difference of two bounds has no side on which the truth lies. */
const areComparable = (before: Side, after: Side): boolean =>
  (before.kind === after.kind || before.kind === 'exact') && before.isPlain && after.isPlain;

/** Each end of a loss is certified where both ends that it is made of are. */
function groundsOf(before: Side, after: Side): Grounds {
  const low = isLowCertified(before) && isHighCertified(after);
  const high = isHighCertified(before) && isLowCertified(after);
  return low && high ? {} : grounds(before.assumes ?? after.assumes, endsOf(low, high));
}

/** Marks the largest of those losses that count, by what is certain to be lost. */
function markNarrowest(
  losses: readonly InformationLoss[],
  counts: (loss: InformationLoss) => boolean = () => true,
): InformationLoss[] {
  const most = losses
    .filter(counts)
    .reduce<InformationLoss | undefined>((held, loss) => (!held || loss.low > held.low ? loss : held), undefined);
  return losses.map((loss) => (loss === most ? { ...loss, narrowest: true } : loss));
}
