import { sentence } from '../../../base/sentence';
import { gatesOf } from '../../../config/layers/gates';
import { cellOf } from '../../../config/layers/layerTraits';
import { type Stepped, stepIndex } from '../../../data/realSteps';
import { selectSequences } from '../../../data/sequences';
import type { Breather } from '../../../information/numerics/breather';
import { GateTally, type GateAverages } from '../../../information/readout/gateTally';
import type { GatesOfSequences } from '../../../models/model';
import type { Measured, MeasuredQuantity } from '../../../result/measured';
import { spreadTimes } from '../../plan/times';
import type { AskedContext, AskedFound } from './asked';
import { gateInformation, type ReadGate } from './gateInformation';

/** Sequences whose gates are averaged, at most and at least, and multiplications for them together, about. */
const mostSequences = 4000;
const fewestSequences = 200;
const mostWork = 2e9;
/** Steps at which averages are shown, at most. */
const mostSteps = 64;
/** Steps at which decoders read gates, at most: each takes two decoders a gate. */
const mostDecoded = 6;
/** Gates with more numbers than this are shown as a whole alone. */
const mostColumns = 256;
/** One step with the gates gives the network's output to this part of 1 + |output|: kernels have single precision. */
const tolerance = 1e-4;

/**
 * The gates of every recurrent layer over the held-out sequences: mean, spread and saturated share at each step and of
 * each unit (Karpathy et al. 2015, section 4.2), how long a gate that keeps the state keeps it, and what the gates tell
 * about the input of their step and the target. Kernels hand out no gates: each is computed again in double precision
 * from input, weights and the state before, and is shown only where one step from there gives the network's output.
 * @throws CancelledError
 */
export async function gatesOfLayers(
  context: AskedContext,
  breather: Breather,
  signal: AbortSignal,
): Promise<AskedFound> {
  const { config, dataset, runs } = context;
  const gated = config.model.layers.filter((layer) => {
    const cell = cellOf(layer);
    return cell !== undefined && gatesOf(cell).length > 0;
  });
  if (gated.length === 0)
    return { measured: [], notes: [sentence('No layer has gates: "gates" has nothing to measure.')] };
  if (!runs)
    return {
      measured: [],
      notes: [sentence('Gates are computed from the weights of a network. Recorded states alone do not have them.')],
    };
  const rows = Int32Array.from({ length: sequencesOf(context, gated) }, (_, row) => row);
  const inputs = selectSequences(dataset.heldOut.inputs, rows);
  const { length } = inputs;
  const decoded = new Set(spreadTimes(length, mostDecoded));
  const read = new Map<string, ReadGate[]>();
  const errors = new Map<string, number>();
  const gatesAt = (layer: string, direction: string): ReadGate[] => {
    const key = `${layer}/${direction}`;
    const known = read.get(key);
    if (known) return known;
    const cell = cellOf(gated.find(({ name }) => name === layer) ?? gated[0]);
    const made = (cell ? gatesOf(cell) : []).map((gate): ReadGate => {
      const { name, columns, range, keeps } = gate;
      return {
        ...{ layer, name: direction === '' ? name : `${direction}/${name}`, gate },
        tally: new GateTally({ columns, isShare: range === 'share', keeps }, length),
        values: new Map(
          gate.constant ? [] : [...decoded].map((time) => [time, new Float64Array(rows.length * columns)]),
        ),
      };
    });
    read.set(key, made);
    return made;
  };
  await runs.gates(inputs, (shown) => {
    const { layer, direction = '', error = 0 } = shown;
    errors.set(layer, Math.max(errors.get(layer) ?? 0, error));
    readInto(gatesAt(layer, direction), shown, inputs);
  });
  const wrong = new Set([...errors].filter(([, error]) => error > tolerance).map(([layer]) => layer));
  const notes = [...wrong].map((layer) =>
    sentence(
      'The gates of {0} are not shown: one step with them differs from the network by {1} of its output.',
      layer,
      (errors.get(layer) ?? 0).toPrecision(2),
    ),
  );
  const right = [...read.values()].flat().filter(({ layer }) => !wrong.has(layer));
  const measured = right.flatMap((one) => averagesOf(one, length, context.epoch));
  if (breather.due()) await breather.rest();
  const told = await gateInformation(context, right, rows, breather, signal);
  return { measured: [...measured, ...told.measured], notes: [...notes, ...told.notes] };
}

/** Held-out sequences whose gates are read: fewer where the cells are large or the sequences long. */
function sequencesOf(
  { dataset, samples, weights }: AskedContext,
  layers: readonly { readonly name: string }[],
): number {
  const numbers = Object.entries(weights)
    .filter(([name]) => layers.some((layer) => name.startsWith(`${layer.name}/`)))
    .reduce((sum, [, { values }]) => sum + values.length, 1);
  const affordable = Math.floor(mostWork / (numbers * dataset.heldOut.inputs.length));
  return Math.min(samples, mostSequences, Math.max(fewestSequences, affordable));
}

function readInto(
  gates: readonly ReadGate[],
  { values, width, first, count }: GatesOfSequences,
  inputs: Stepped,
): void {
  const { length } = inputs;
  for (let b = 0; b < count; b++) {
    const row = first + b;
    for (let time = 1; time <= length; time++) {
      const place = stepIndex(inputs, row, time);
      if (place < 0) continue;
      let at = (place * count + b) * width;
      for (const { gate, tally, values: kept } of gates) {
        tally.read(values, at, time - 1);
        kept.get(time)?.set(values.subarray(at, at + gate.columns), row * gate.columns);
        at += gate.columns;
      }
    }
    for (const { tally } of gates) tally.endSequence();
  }
}

type Names = Pick<Measured, 'layer' | 'epoch' | 'time' | 'gate'> & { readonly member?: number };

function averagesOf({ layer, name, gate, tally }: ReadGate, length: number, epoch: number): Measured[] {
  const { constant, columns } = gate;
  const common = { layer, epoch, gate: name };
  const overSteps = ['gateValueOverSteps', 'gateClosedOverSteps', 'gateOpenOverSteps'] as const;
  const atStep = ['gateValue', 'gateClosed', 'gateOpen'] as const;
  const steps = constant ? [] : spreadTimes(length, mostSteps);
  const members = columns > mostColumns ? [] : Array.from({ length: columns }, (_, member) => member);
  return [
    ...steps.flatMap((time) => recordsOf({ ...common, time }, atStep, tally.atStep(time - 1))),
    ...recordsOf({ ...common, time: length }, overSteps, tally.ofAll(), true),
    ...members.flatMap((member) =>
      recordsOf({ ...common, time: length, member }, overSteps, tally.ofColumn(member), true),
    ),
  ];
}

function recordsOf(
  names: Names,
  [value, closed, open]: readonly [MeasuredQuantity, MeasuredQuantity, MeasuredQuantity],
  found: GateAverages | undefined,
  keeps = false,
): Measured[] {
  if (!found) return [];
  const record = (
    measure: MeasuredQuantity,
    unit: Measured['unit'],
    average: GateAverages['closed'],
    spread?: number,
  ): Measured[] => {
    if (!average) return [];
    const { sequences, ...ends } = average;
    return [
      {
        ...{ ...names, measure, ...ends, unit },
        ...{ estimator: 'mean', bound: 'none', samples: sequences },
        ...(spread !== undefined && { spread }),
      },
    ];
  };
  return [
    ...record(value, 'gate', found.mean, found.spread),
    ...record(closed, 'share', found.closed),
    ...record(open, 'share', found.open),
    ...(keeps ? record('gateTimeConstant', 'steps', found.timeConstant) : []),
  ];
}
