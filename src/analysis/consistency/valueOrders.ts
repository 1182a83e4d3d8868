import type { TheoremCode } from '../../result/warnings';
import type { NatsEstimate } from '../measures/natsEstimate';
import { delayedTwins } from './delayedLimits';
import { layerOf } from './inputLimits';
import { aboutNext } from './nextLimits';
import { moreThan } from './orders';
import { isOfState } from './stateLimits';
import type { Snapshot } from './snapshot';

/** Parts whose sum is at most a whole; a single part is the order of two estimates. */
export interface ValueOrder {
  /** Places of estimates in the snapshot. */
  readonly parts: readonly number[];
  readonly whole: number;
  /** The theorem, as the warning of a part that moves, and of a whole that moves. */
  readonly ofPart: TheoremCode;
  readonly ofWhole: TheoremCode;
}

/**
 * What the values of estimates have to obey beside each other, whatever their ends rest on: the orders of `moreThan`;
 * no information of a state is above its capacity or its rate; what a head reads is at most what there is to read; and,
 * of independent inputs, what a state tells of each adds up to no more than it tells of all (Cover and Thomas 2006,
 * theorem 2.5.2).
 */
export function valueOrders(snapshot: Snapshot): ValueOrder[] {
  const places = new Map(snapshot.estimates.map((estimate, place) => [estimate, place]));
  const orders: ValueOrder[] = [];
  snapshot.estimates.forEach((estimate, place) => {
    if (estimate.set === 'training') return;
    for (const more of [...moreThan(estimate, snapshot), ...limitsOf(estimate, snapshot)]) {
      const whole = places.get(more);
      if (whole !== undefined && whole !== place) orders.push({ parts: [place], whole, ...codesOf(estimate, more) });
    }
    if (estimate.quantity === 'inputInformation') orders.push(...sumsOf(estimate, place, snapshot, places));
  });
  return orders;
}

/** Capacity, rate, what a code holds of the target beside what a head reads of it, and the next input. */
function limitsOf(estimate: NatsEstimate, snapshot: Snapshot): NatsEstimate[] {
  const { quantity, source, target, time, beside, of } = estimate;
  if (beside !== undefined || of?.kind === 'drawn' || time === undefined) return [];
  const capacityOf = (layer: string, kind: string | undefined): NatsEstimate[] => {
    const capacity = snapshot.capacity(layer, time);
    return capacity !== undefined && capacity.of?.kind === kind ? [capacity] : [];
  };
  const rateOf = (layer: string): NatsEstimate[] => {
    const rate = snapshot.dependence.isOfInput(layer) ? snapshot.rate(layer, time) : undefined;
    return rate === undefined ? [] : [rate];
  };
  switch (quantity) {
    case 'inputInformation':
      return [...capacityOf(target, of?.kind), ...rateOf(target)];
    case 'outputInformation':
      return [
        ...capacityOf(source, 'declaredNoise'),
        ...rateOf(source),
        ...(snapshot.source.isNextInput(target) ? futureOf(estimate, snapshot) : []),
        ...delayedTwins(estimate, snapshot),
      ];
    case 'relevance': {
      const held = snapshot.outputInformation(source, target, estimate);
      const isPart = held !== undefined && !(of?.kind === 'headCrossEntropy' && of.differential);
      return [...rateOf(source), ...(isPart ? [held] : [])];
    }
    case 'memory':
      return [...capacityOf(target, 'declaredNoise'), ...delayedTwins(estimate, snapshot)];
    case 'historyInformation':
    case 'layerInformation':
      return [...capacityOf(source, 'declaredNoise'), ...capacityOf(target, 'declaredNoise')];
    case 'predictiveInformation':
      return [...capacityOf(source, 'declaredNoise'), ...(estimate.ahead === 1 ? aboutNext(estimate, snapshot) : [])];
    default:
      return [];
  }
}

function futureOf(estimate: NatsEstimate, snapshot: Snapshot): NatsEstimate[] {
  const future = snapshot.predictiveInformation(estimate.source, estimate);
  return future !== undefined && aboutNext(future, snapshot).includes(estimate) ? [future] : [];
}

function sumsOf(
  input: NatsEstimate,
  whole: number,
  snapshot: Snapshot,
  places: ReadonlyMap<NatsEstimate, number>,
): ValueOrder[] {
  if (input.beside !== undefined || input.of?.kind === 'drawn') return [];
  const placesOf = (lags: readonly NatsEstimate[]): number[] => lags.flatMap((lag) => places.get(lag) ?? []);
  const layer = layerOf(input);
  const alone = snapshot.source.hasIndependentSteps
    ? [placesOf(snapshot.memory(layer, input)), placesOf(snapshot.memoryFromStart(layer, input))]
    : [];
  const given = placesOf(snapshot.conditionalMemory(layer, input));
  return [
    ...alone.map((parts) => ({ parts, whole, ofPart: 'memoryAboveInput', ofWhole: 'belowMemorySum' }) as const),
    { parts: given, whole, ofPart: 'chainRule', ofWhole: 'belowConditionalMemory' } as const,
  ].filter(({ parts }) => parts.length > 1);
}

function codesOf(part: NatsEstimate, whole: NatsEstimate): Pick<ValueOrder, 'ofPart' | 'ofWhole'> {
  if (isOfState(whole) && !isOfState(part) && whole.quantity === part.quantity)
    return { ofPart: 'aboveState', ofWhole: 'belowOutput' };
  switch (whole.quantity) {
    case 'stateCapacity':
      return { ofPart: 'aboveCapacity', ofWhole: 'belowPart' };
    case 'rate':
      return { ofPart: 'aboveRate', ofWhole: 'belowPart' };
    case 'entropy':
      return { ofPart: 'aboveTargetEntropy', ofWhole: 'belowPart' };
    case 'conditionalMemory':
      return { ofPart: 'aboveLagGivenLater', ofWhole: 'belowLagAlone' };
    case 'predictiveInformation':
      return { ofPart: 'aboveNext', ofWhole: 'belowNext' };
    case 'memory':
      return { ofPart: 'aboveDelayed', ofWhole: 'belowDelayed' };
    case 'outputInformation':
      return ofTarget(part);
    default:
      return ofInput(part);
  }
}

function ofTarget({ quantity }: NatsEstimate): Pick<ValueOrder, 'ofPart' | 'ofWhole'> {
  switch (quantity) {
    case 'relevance':
      return { ofPart: 'headAboveTarget', ofWhole: 'belowHead' };
    case 'predictiveInformation':
      return { ofPart: 'aboveNext', ofWhole: 'belowNext' };
    case 'memory':
      return { ofPart: 'aboveDelayed', ofWhole: 'belowDelayed' };
    default:
      return { ofPart: 'aboveCode', ofWhole: 'belowPart' };
  }
}

function ofInput({ quantity }: NatsEstimate): Pick<ValueOrder, 'ofPart' | 'ofWhole'> {
  switch (quantity) {
    case 'memory':
    case 'conditionalMemory':
      return { ofPart: 'memoryAboveInput', ofWhole: 'belowMemory' };
    case 'historyInformation':
      return { ofPart: 'historyAboveInput', ofWhole: 'belowPart' };
    case 'layerInformation':
      return { ofPart: 'layersAboveInput', ofWhole: 'belowPart' };
    case 'inputInformation':
      return { ofPart: 'aboveCode', ofWhole: 'belowPart' };
    default:
      return { ofPart: 'targetAboveInput', ofWhole: 'belowTarget' };
  }
}
