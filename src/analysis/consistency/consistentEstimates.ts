import type { AnalysisConfig } from '../../config/schema/config';
import type { NatsEstimate } from '../measures/natsEstimate';
import { addedUp } from './chainRule';
import { Dependence } from './dependence';
import { contradict, withoutHigh, withoutLow } from './disagreement';
import { entropyCaps } from './entropyCaps';
import { hold, type Limit } from './hold';
import { joinTwins, moveTwin } from './joinTwins';
import { raiseByLagAlone } from './lagAlone';
import { twinAtLagZero } from './lagLimits';
import { OrderedValues } from './orderedValues';
import { moreThan } from './orders';
import { certifiedLow, isExact, Snapshot } from './snapshot';
import { isOfState } from './stateLimits';
import type { Source } from './source';
import type { Theorem } from './theorem';
import { lastRound, rounds } from './theorems';

/**
 * The estimates of one network at one epoch, nats, in their order, each held inside what the theorems allow. Values
 * that are exact hold others and are not held. Applying it twice is applying it once.
 */
export function consistentEstimates(
  estimates: readonly NatsEstimate[],
  source: Source,
  { model: { layers } }: AnalysisConfig,
): NatsEstimate[] {
  const dependence = new Dependence(layers);
  const snapshot = new Snapshot([...estimates], source, dependence);
  for (const theorems of rounds) holdAll(theorems, snapshot);
  // What outputs are held to by states is known once all states are held.
  if (estimates.some(isOfState)) holdAll(lastRound, snapshot);
  if (settleDisagreements(snapshot)) holdAll(lastRound, snapshot);
  joinTwins(snapshot);
  raiseByLagAlone(snapshot);
  orderValues(snapshot);
  return withTrainingHeld(snapshot, source, dependence);
}

function holdAll(theorems: readonly Theorem[], snapshot: Snapshot): void {
  snapshot.estimates.forEach((estimate, place) => {
    if (isExact(estimate) || estimate.set === 'training') return;
    snapshot.replace(place, heldTo(theorems, estimate, snapshot));
  });
}

/**
 * What rounds leave: estimates whose intervals contradict each other by ends that rest on models, and values below what
 * a part of them is sure to be.
 * @returns whether any estimate changed
 */
function settleDisagreements(snapshot: Snapshot): boolean {
  let changed = false;
  const places = new Map(snapshot.estimates.map((estimate, place) => [estimate, place]));
  const replace = (before: NatsEstimate, after: NatsEstimate): void => {
    const place = places.get(before);
    if (place === undefined || after === before || isExact(before)) return;
    snapshot.replace(place, after);
    places.set(after, place);
    changed = true;
  };
  for (const place of snapshot.estimates.keys()) {
    for (let i = 0; i < moreThan(snapshot.estimates[place], snapshot).length; i++) {
      const less = snapshot.estimates[place];
      const more = moreThan(less, snapshot)[i];
      if (less.set === 'training') continue;
      const wider = contradict(less, more) ? withoutHigh(less, more) : more;
      const part = certifiedLow(less);
      const floor = part === undefined ? undefined : { code: 'belowPart' as const, nats: part };
      replace(more, hold(wider, strongest(lastRound, 'cap', wider, snapshot), floor));
      if (contradict(less, more)) replace(less, withoutLow(less, more));
    }
  }
  return changed;
}

/** Once the ends stand: the values between them. */
function orderValues(snapshot: Snapshot): void {
  const values = new OrderedValues(snapshot);
  values.settle();
  addUp(snapshot, values);
  values.lower();
  joinTwins(snapshot);
}

/** The terms of a complete conditional curve, so that they add up to I(X;H) of the same state. */
function addUp(snapshot: Snapshot, values: OrderedValues): void {
  for (const whole of [...snapshot.estimates]) {
    if (whole.quantity !== 'inputInformation' || whole.beside !== undefined || whole.of?.kind === 'drawn') continue;
    const places = snapshot.conditionalPlaces(whole);
    if (places.length === 0 || places.length !== whole.time) continue;
    const before = places.map((place) => snapshot.estimates[place]);
    const floors = places.map((place) => values.floorAt(place));
    // What a step tells alone is measured for itself: it moves only where the other lags do not suffice.
    const others = addedUp(before, whole, floors, (term) => twinAtLagZero(term, snapshot) !== undefined);
    const terms = addedUp(others, whole, floors);
    places.forEach((place, i) => {
      if (terms[i].lag === 0 && terms[i].value !== before[i].value) moveTwin(terms[i], snapshot);
      snapshot.replace(place, terms[i]);
    });
  }
}

/** Estimates of training sequences are held to what no law of the input can exceed, and to no other estimate. */
function withTrainingHeld({ estimates }: Snapshot, source: Source, dependence: Dependence): NatsEstimate[] {
  const training = new Snapshot(estimates, source.ofTraining(), dependence);
  return estimates.map((estimate) =>
    estimate.set === 'training' && !isExact(estimate) ? heldTo(entropyCaps, estimate, training) : estimate,
  );
}

const heldTo = (theorems: readonly Theorem[], estimate: NatsEstimate, snapshot: Snapshot): NatsEstimate =>
  hold(estimate, strongest(theorems, 'cap', estimate, snapshot), strongest(theorems, 'floor', estimate, snapshot));

/** The lowest cap or the highest floor of an estimate. */
function strongest(
  theorems: readonly Theorem[],
  side: Theorem['side'],
  estimate: NatsEstimate,
  snapshot: Snapshot,
): Limit | undefined {
  let best: Limit | undefined;
  for (const theorem of theorems) {
    if (theorem.side !== side || !theorem.of.includes(estimate.quantity)) continue;
    const nats = theorem.limit(estimate, snapshot);
    if (nats === undefined) continue;
    if (!best || (side === 'cap' ? nats < best.nats : nats > best.nats)) best = { code: theorem.code, nats };
  }
  return best;
}
