import { headsOf } from '../../config/layers/heads';
import type { AnalysisConfig } from '../../config/schema/config';
import type { SequenceSet, Targets } from '../../data/dataset';
import { headTargets } from '../../data/headTargets';
import { stepIndex } from '../../data/realSteps';
import type { LayerActivations } from '../../models/activations';
import { stateRows } from '../../models/stateIndex';
import type { Prediction } from '../../result/prediction';
import { rowsWithTarget } from '../plan/times';
import { chanceAt, type KnownLaw } from './chance';
import { placeOfLargest } from '../../information/numerics/largest';
import { logSumExp } from '../../information/numerics/logSums';

/**
 * How often each head that predicts a symbol is right at the last step that has its target, on the sequences that the
 * estimates of that step use.
 */
export function predictions(
  epoch: number,
  { model, data }: AnalysisConfig,
  set: SequenceSet,
  layers: readonly LayerActivations[],
  samples: number,
  known: KnownLaw,
  which?: 'training',
): Prediction[] {
  const rows = Int32Array.from({ length: samples }, (_, i) => i);
  const recorded = data.task === 'activations';
  const heads = recorded && model.layers.length === 0 ? recordedHeads(set, layers) : headsOf(model.layers);
  return heads.flatMap(({ name, target }): Prediction[] => {
    const targets = headTargets(set, target);
    const output = layers.find(({ layer }) => layer === name);
    if (!targets?.symbols || !output || output.units !== targets.alphabet) return [];
    const time = lastTime(targets, set.inputs.length, rows);
    if (time === undefined) return [];
    const present = rowsWithTarget(targets, time, rows);
    const asked = { output, targets, symbols: targets.symbols, time, rows: present };
    const chance = chanceAt(known, target, time, scoredSymbols(asked));
    const best = target === 'Y' ? known.trial?.bestAccuracy.at(time - 1) : undefined;
    const right = {
      accuracy: accuracyOf(asked),
      chance,
      ...(best !== undefined && which === undefined && { best }),
      ...(recorded && crossEntropy(asked)),
    };
    return [{ head: name, target, time, epoch, ...right, samples: present.length, ...(which && { set: which }) }];
  });
}

/** The last step at which some sequences have a target. */
function lastTime(targets: Targets, length: number, rows: Int32Array): number | undefined {
  for (let time = length; time >= 1; time--) if (rowsWithTarget(targets, time, rows).length >= 2) return time;
  return undefined;
}

/** The steps at which heads are asked for symbols. */
export function predictedTimes({ model }: AnalysisConfig, set: SequenceSet, samples: number): number[] {
  const rows = Int32Array.from({ length: samples }, (_, i) => i);
  return headsOf(model.layers).flatMap(({ target }) => {
    const targets = headTargets(set, target);
    const time = targets?.symbols && lastTime(targets, set.inputs.length, rows);
    return time === undefined ? [] : [time];
  });
}

/** The last layer of a recording is its head where it has a unit for every class and keeps no state. */
function recordedHeads(
  { targets }: SequenceSet,
  layers: readonly LayerActivations[],
): { name: string; target: string }[] {
  const last = layers.at(-1);
  return last && !last.recurrent && targets?.alphabet === last.units ? [{ name: last.layer, target: 'Y' }] : [];
}

/** Outputs of a head, and the targets of one step. */
interface Asked {
  readonly output: LayerActivations;
  readonly targets: Targets;
  readonly symbols: Int32Array;
  readonly time: number;
  /** Sequences that have a target at this step. */
  readonly rows: Int32Array;
}

/** Visits the place of the first output of each sequence, and its target. */
function eachAnswer(
  { output, targets, symbols, time, rows }: Asked,
  visit: (from: number, symbol: number) => void,
): void {
  const stateOf = stateRows(output, time, 'step');
  for (const row of rows) {
    const step = targets.at === 'end' ? 0 : stepIndex(targets, row, time);
    visit(stateOf(row) * output.units, symbols[row * targets.length + step]);
  }
}

function scoredSymbols(asked: Asked): Int32Array {
  const scored = new Int32Array(asked.rows.length);
  let count = 0;
  eachAnswer(asked, (_, symbol) => {
    scored[count++] = symbol;
  });
  return scored;
}

function accuracyOf(asked: Asked): number {
  const { values, units } = asked.output;
  let right = 0;
  eachAnswer(asked, (from, symbol) => {
    if (placeOfLargest(values, from, units) === symbol) right++;
  });
  return right / asked.rows.length;
}

/** The most that the float32 sum of a softmax is away from one. */
const roundingOfSum = 1e-3;

/**
 * Mean of -ln q(y), where q are the outputs themselves if they are probabilities, and their softmax otherwise; and the
 * entropy of the targets' shares, which is that of whoever knows them alone. Nothing where an answer has probability 0.
 */
function crossEntropy(asked: Asked): Partial<Pick<Prediction, 'crossEntropy' | 'entropy' | 'unit'>> {
  const { values, units } = asked.output;
  const counts = new Int32Array(units);
  let distributions = 0;
  let asGiven = 0;
  let asLogits = 0;
  eachAnswer(asked, (from, symbol) => {
    const own = values.subarray(from, from + units);
    const sum = own.reduce((total, value) => total + value, 0);
    if (own.every((value) => value >= 0) && Math.abs(sum - 1) < roundingOfSum) distributions++;
    asGiven -= Math.log(own[symbol]);
    asLogits += logSumExp(own) - own[symbol];
    counts[symbol]++;
  });
  const { length } = asked.rows;
  const mean = (distributions === length ? asGiven : asLogits) / length;
  const entropy = counts.reduce((sum, count) => sum - (count > 0 ? (count / length) * Math.log(count / length) : 0), 0);
  return Number.isFinite(mean) ? { crossEntropy: mean, entropy, unit: 'nats' } : {};
}
