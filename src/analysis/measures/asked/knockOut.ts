import { isResidual } from '../../../config/layers/layerTraits';
import type { AnalysisConfig } from '../../../config/schema/config';
import { isPadded } from '../../../data/realSteps';
import type { Sequences } from '../../../data/dataset';
import type { Breather } from '../../../information/numerics/breather';
import { placeOfLargest } from '../../../information/numerics/largest';
import { z95 } from '../../../information/numerics/special';
import type { LayerActivations } from '../../../models/activations';
import type { NamedWeights } from '../../../models/model';
import { type HeldNumber, type PlacedNetwork, steppedNetwork } from '../../../models/network/stepped/compile';
import { stateVariable } from '../../plan/variables';
import { waysTo } from '../headFloors';
import type { NetworkRuns } from '../histories/networkRuns';

/** Multiplications for all units of a layer together, at most. */
const mostWork = 1.5e9;
/** With fewer sequences nothing is said. */
const fewest = 50;
/** Sequences that are run at once. */
const atOnce = 64;

/** What holding each unit of a layer at its mean does to the answers of a head. */
export interface KnockedOut {
  /** Whether the unit is held at every step, in the recurrence too; else only for what reads the last state. */
  readonly everyStep: boolean;
  readonly samples: number;
  /** Share of right answers without any intervention. */
  readonly accuracy: number;
  /** The share that is lost, one number a unit. */
  readonly lost: readonly { readonly value: number; readonly low: number; readonly high: number }[];
}

export interface KnockOutOf {
  readonly config: AnalysisConfig;
  readonly layer: LayerActivations;
  /** The head's place among the layers, and its name. */
  readonly head: { readonly index: number; readonly name: string };
  readonly inputs: Sequences;
  /** Sequences that have a target at the last step, and the targets. */
  readonly rows: Int32Array;
  readonly symbols: ArrayLike<number>;
  readonly weights: NamedWeights;
  readonly runs: Pick<NetworkRuns, 'logitsOf'>;
}

/**
 * Holds one unit after the other at its mean over the sequences at each step, and runs the network again. Inputs that
 * are symbols are run step by step from the start, so that the other units and the recurrence read the held value too;
 * otherwise only what reads the last state is run. Undefined where neither is possible.
 * @throws CancelledError
 */
export async function knockOut(of: KnockOutOf, breather: Breather): Promise<KnockedOut | undefined> {
  return (await everyStep(of, breather)) ?? (await lastStep(of, breather));
}

async function everyStep(of: KnockOutOf, breather: Breather): Promise<KnockedOut | undefined> {
  const { config, layer, head, inputs, rows, symbols, weights } = of;
  const { layers } = config.model;
  const own = layers.find(({ name }) => name === layer.layer);
  if (!inputs.symbols || isPadded(inputs) || !own || isResidual(own)) return undefined;
  const network = steppedNetwork(layers, weights, inputs.alphabet ?? 0, [layer.layer, head.name]);
  if (!network || network.observed[0].units !== layer.units) return undefined;
  const { length } = inputs;
  const samples = Math.min(rows.length, Math.floor(mostWork / ((layer.units + 1) * length * network.cost)));
  if (samples < fewest) return undefined;
  const run = { network, length, samples, inputs: stepsOf(inputs, rows, samples) };
  const means = await meansOf(run, breather);
  const whole = await answers(run, breather);
  const lost: KnockedOut['lost'][number][] = [];
  for (let unit = 0; unit < layer.units; unit++)
    lost.push(lostBetween(whole, await answers(run, breather, { unit, means }), symbols));
  return { everyStep: true, samples, accuracy: accuracyOf(whole, symbols), lost };
}

/** Symbols of each step, [length][samples]. */
function stepsOf({ symbols, length }: Sequences, rows: Int32Array, samples: number): Int32Array[] {
  return Array.from({ length }, (_, step) =>
    Int32Array.from({ length: samples }, (__, i) => symbols?.[rows[i] * length + step] ?? -1),
  );
}

interface Run {
  readonly network: PlacedNetwork;
  readonly length: number;
  readonly samples: number;
  readonly inputs: readonly Int32Array[];
}

/** Visits the states after each step of some sequences at a time. @param hold what is held at a step, if anything is */
async function walk(
  { network, length, samples, inputs }: Run,
  breather: Breather,
  visit: (states: Float64Array, count: number, step: number, first: number) => void,
  hold?: (step: number) => HeldNumber,
): Promise<void> {
  const { width } = network;
  for (let first = 0; first < samples; first += atOnce) {
    const count = Math.min(atOnce, samples - first);
    let [before, after] = [new Float64Array(count * width), new Float64Array(count * width)];
    for (let step = 0; step < length; step++) {
      const symbols = inputs[step].subarray(first, first + count);
      if (hold) network.stepHolding(before, symbols, count, after, hold(step));
      else network.step(before, symbols, count, after);
      visit(after, count, step, first);
      [before, after] = [after, before];
      if (breather.due()) await breather.rest();
    }
  }
}

/** The mean of each unit at each step, [length][units]. */
async function meansOf(run: Run, breather: Breather): Promise<Float64Array[]> {
  const [{ at, units }] = run.network.observed;
  const means = run.inputs.map(() => new Float64Array(units));
  await walk(run, breather, (states, count, step) => {
    for (let row = 0; row < count; row++)
      for (let j = 0; j < units; j++) means[step][j] += states[row * run.network.width + at + j] / run.samples;
  });
  return means;
}

/** The class that the head names for each sequence, with a unit held at its means where one is. */
async function answers(
  run: Run,
  breather: Breather,
  held?: { readonly unit: number; readonly means: readonly Float64Array[] },
): Promise<Int32Array> {
  const [layer, head] = run.network.observed;
  const found = new Int32Array(run.samples);
  const { width } = run.network;
  const hold = held && ((step: number) => ({ at: layer.at + held.unit, value: held.means[step][held.unit] }));
  await walk(
    run,
    breather,
    (states, count, step, first) => {
      if (step < run.length - 1) return;
      for (let row = 0; row < count; row++)
        found[first + row] = placeOfLargest(states, row * width + head.at, head.units);
    },
    hold,
  );
  return found;
}

/** Only what reads the last state is run: the layers between it and the head, which keep no state. */
async function lastStep(of: KnockOutOf, breather: Breather): Promise<KnockedOut | undefined> {
  const { config, layer, head, inputs, rows, symbols, runs } = of;
  const way = waysTo(config, head.index).find((one) => one.layer === layer.layer)?.way;
  if (!way || rows.length < fewest) return undefined;
  const { units } = layer;
  const states = Float32Array.from(stateVariable(layer, inputs.length, rows, undefined).values);
  const answersOf = async (values: Float32Array): Promise<Int32Array> => {
    const logits = await runs.logitsOf(way, values, rows.length);
    const classes = logits.length / rows.length;
    return Int32Array.from(rows, (_, i) => placeOfLargest(logits, i * classes, classes));
  };
  const whole = await answersOf(states);
  const lost: KnockedOut['lost'][number][] = [];
  for (let unit = 0; unit < units; unit++) {
    const held = states.slice();
    let mean = 0;
    for (let i = 0; i < rows.length; i++) mean += states[i * units + unit] / rows.length;
    for (let i = 0; i < rows.length; i++) held[i * units + unit] = mean;
    lost.push(lostBetween(whole, await answersOf(held), symbols));
    if (breather.due()) await breather.rest();
  }
  return { everyStep: false, samples: rows.length, accuracy: accuracyOf(whole, symbols), lost };
}

function accuracyOf(answered: Int32Array, symbols: ArrayLike<number>): number {
  let right = 0;
  answered.forEach((answer, i) => (right += answer === symbols[i] ? 1 : 0));
  return right / answered.length;
}

/**
 * The accuracy that is lost, with the interval of Agresti and Min (2005) for the difference of two shares of the same
 * sequences: half a sequence is added to each of the four cells of right and wrong, so that it is never of no width.
 */
function lostBetween(whole: Int32Array, held: Int32Array, symbols: ArrayLike<number>): KnockedOut['lost'][number] {
  let [onlyWhole, onlyHeld] = [0, 0];
  whole.forEach((answer, i) => {
    const [before, after] = [answer === symbols[i], held[i] === symbols[i]];
    if (before && !after) onlyWhole++;
    if (!before && after) onlyHeld++;
  });
  const samples = whole.length;
  const value = (onlyWhole - onlyHeld) / samples;
  const [middle, all] = [(onlyWhole - onlyHeld) / (samples + 2), samples + 2];
  const margin = (z95 * Math.sqrt(Math.max(0, onlyWhole + onlyHeld + 1 - all * middle * middle))) / all;
  return {
    value,
    low: Math.max(-1, Math.min(value, middle - margin)),
    high: Math.min(1, Math.max(value, middle + margin)),
  };
}
