import { Random } from '../../../base/random';
import { finiteSource } from '../../../data/finiteSource';
import type { SequenceSet } from '../../../data/dataset';
import { closeEnough } from '../../../information/estimators/known/fromRatios';
import { between } from '../../../information/estimators/known/latent/latentInformation';
import { observed, type NoisyRecurrence } from '../../../information/estimators/known/trajectories/noisyRecurrence';
import {
  drawsCost,
  type StateDraws,
  stateInformation,
} from '../../../information/estimators/known/trajectories/stateInformation';
import { amount } from '../../../information/types/warnings';
import type { LayerActivations } from '../../../models/activations';
import { noisyRecurrence } from '../../../models/network/stepped/noisyRecurrence';
import { analysisReason } from '../../../result/reasons';
import { isMain } from '../../../result/subject';
import type { NatsEstimate } from '../natsEstimate';
import { multiplicationsASecond, type SteppedSnapshot } from '../stepped/steppedLayers';

/** States, paths and noises are as many as the budget pays for, in these proportions, and at most these. */
const most: StateDraws = { states: 1024, paths: 2 ** 14, noises: 2 ** 10 };
/** With fewer states nothing is said. */
const fewest = 64;

export interface DrawnEstimates {
  /** In place of what is there. */
  readonly better: readonly NatsEstimate[];
  /** Of layers that had none. */
  readonly more: readonly NatsEstimate[];
}

/**
 * Information about the input of states that are drawn inside their recurrence, at the last step: I(X,H_{t-1};H_t)
 * from both sides where its one upper bound is there, and I(X;H_t) where there was no number. The input's law has to
 * be known, and no layer below may draw.
 * @throws CancelledError
 */
export async function drawnEstimates(
  snapshot: SteppedSnapshot,
  seconds: number,
  signal?: AbortSignal,
): Promise<DrawnEstimates> {
  const { config, states, set, weights, estimates } = snapshot;
  const source = finiteSource(config.data);
  const epoch = estimates.at(0)?.epoch;
  if (!source || epoch === undefined || config.analysis.estimator !== 'auto') return { better: [], more: [] };
  const { length } = set.inputs;
  const layers = states.flatMap((layer) => {
    const recurrence = noisyRecurrence(config.model.layers, weights, source.emission[0].length, layer.layer);
    return recurrence && agrees(recurrence, layer, set) ? [{ name: layer.layer, recurrence }] : [];
  });
  const better: NatsEstimate[] = [];
  const more: NatsEstimate[] = [];
  for (const { name, recurrence } of layers) {
    const draws = affordable(recurrence, length, (seconds * multiplicationsASecond) / layers.length);
    if (draws.states < fewest) continue;
    const random = new Random(config.seed).fork(`paths of ${name}`);
    const { ofInput, ofInputAndPast } = await stateInformation(recurrence, source, length, draws, random, signal);
    const before = estimates.find(
      (one) => one.quantity === 'inputInformation' && one.target === name && one.time === length && isMain(one),
    );
    const found = before ? ofInputAndPast : ofInput;
    const { nats, low, high, bound, gap } = between(found.lower, found.upper, closeEnough);
    const number = {
      value: nats,
      low,
      high,
      bound,
      estimator: 'knownConditional' as const,
      samples: draws.states,
      histories: draws.paths,
      reason: [analysisReason('paths', draws.states, draws.paths, amount(gap, 2))],
    };
    if (before?.of?.kind === 'drawn') {
      if (bound === 'none') {
        const { warnings, assumes, certified, ...rest } = before;
        better.push({ ...rest, ...number });
      } else if (low > before.low || high < before.high) {
        // Both intervals hold: so does what they have in common. The value stays of one kind along the steps.
        const least = Math.max(low, before.low);
        const greatest = Math.max(least, Math.min(high, before.high));
        const value = Math.min(greatest, Math.max(least, before.value));
        better.push({ ...before, value, low: least, high: greatest });
      }
    } else if (!before)
      more.push({
        quantity: 'inputInformation',
        source: 'X',
        target: name,
        time: length,
        epoch,
        of: { kind: 'ownNoise' },
        ...number,
      });
  }
  return { better, more };
}

/** As many of each as the budget pays for. */
function affordable(recurrence: NoisyRecurrence, length: number, budget: number): StateDraws {
  let draws = most;
  while (drawsCost(recurrence, length, draws) > budget && draws.states >= fewest)
    draws =
      draws.states > 512
        ? { ...draws, states: 512 }
        : draws.noises > 128
          ? { ...draws, paths: draws.paths / 2, noises: draws.noises / 2 }
          : { ...draws, states: draws.states / 2 };
  return draws;
}

/** Sequences on which the two ways to run the network are compared. */
const compared = 64;

/**
 * Whether the analysed states scatter around the means of this way to run the network as its variances say: the mean of
 * their squared standard scores is 1, within five standard errors.
 */
function agrees(
  recurrence: NoisyRecurrence,
  { values, units, length, samples }: LayerActivations,
  set: SequenceSet,
): boolean {
  const { symbols } = set.inputs;
  if (!symbols) return false;
  const count = Math.min(compared, samples);
  let before = new Float64Array(count * recurrence.width);
  let after = new Float64Array(count * recurrence.width);
  let sum = 0;
  for (let t = 0; t < length; t++) {
    recurrence.step(
      before,
      Int32Array.from({ length: count }, (_, i) => symbols[i * length + t]),
      count,
      after,
    );
    const means = observed(recurrence, after);
    const variances = recurrence.variances(means);
    for (let i = 0; i < count; i++)
      for (let j = 0; j < units; j++) {
        const value = values[(i * length + t) * units + j];
        sum += (value - means[i * units + j]) ** 2 / variances[i * units + j];
        after[i * recurrence.width + recurrence.at + j] = value;
      }
    [before, after] = [after, before];
  }
  const scores = count * length * units;
  return Math.abs(sum / scores - 1) < 5 * Math.sqrt(2 / scores);
}
