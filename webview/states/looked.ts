import type { StatesHead } from '../../src/result/states/readHead';
import type { StatesArray } from '../../src/result/states/states';
import type { Scene } from '../model/scene';
import type { LoadedArray } from './store';
import type { StepRange } from './pattern';

/** What a map keeps fixed: its cells are the other two of sequence, step and unit. */
export const fixedKinds = ['sequence', 'step', 'unit'] as const;
export type Fixed = (typeof fixedKinds)[number];
export const colourKinds = ['symbol', 'target', 'step', 'unit'] as const;
export type ColourKind = (typeof colourKinds)[number];

/** One number of the states: places in the file, from 0. */
export interface Spot {
  readonly sequence: number;
  readonly step: number;
  readonly unit: number;
}

/** What the person looks at. */
export interface Looked {
  readonly array: number;
  readonly fixed: Fixed;
  readonly colour: ColourKind;
  readonly spot: Spot;
  /** The pointer, or the keyboard, is on a symbol of the input, not on a state. */
  readonly onSymbol: boolean;
  readonly range?: StepRange;
  /** Units that the person takes out of the pattern. */
  readonly leftOut: ReadonlySet<number>;
  /** A unit is on while its value is among the upper ones of this share. */
  readonly share: number;
}

export const firstLook: Looked = {
  // None: a layer is chosen once the file's are known.
  array: -1,
  fixed: 'sequence',
  colour: 'symbol',
  spot: { sequence: 0, step: 0, unit: 0 },
  onSymbol: false,
  leftOut: new Set(),
  share: 0.5,
};

/** The states at hand, and what is looked at of them. */
export interface View {
  readonly head: StatesHead;
  readonly shape: StatesArray;
  readonly loaded: LoadedArray;
  readonly looked: Looked;
  /** The units, those that tell most first. */
  readonly order: Int32Array;
}

/** The place of a spot's byte in its array. */
export const byteAt = ({ shape }: Pick<View, 'shape'>, { sequence, step, unit }: Spot): number =>
  (sequence * shape.steps + Math.min(step, shape.steps - 1)) * shape.units + unit;

/** Whether a sequence has a step: they end together, and the shorter ones begin later. */
export const hasStep = ({ header, lengths }: StatesHead, sequence: number, step: number): boolean =>
  step >= header.length - lengths[sequence];

/** Whether an array has a state there: a layer without a time axis has one a sequence, at the end. */
export const hasState = ({ head, shape }: Pick<View, 'head' | 'shape'>, sequence: number, step: number): boolean =>
  shape.steps === 1 ? step === head.header.length - 1 : hasStep(head, sequence, step);

/** The step that a place along an array's own steps is. */
export const stepOf = ({ head, shape }: Pick<View, 'head' | 'shape'>, place: number): number =>
  shape.steps === 1 ? head.header.length - 1 : place;

/** Units by what they tell, the most first; as they are, where nothing is known. */
export function unitOrder({ units, information }: StatesArray): Int32Array {
  const order = Int32Array.from({ length: units }, (_, unit) => unit);
  return information ? order.sort((a, b) => information.nats[b] - information.nats[a] || a - b) : order;
}

/** A spot within the states that are here. */
export function within(spot: Spot, { header, lengths }: StatesHead, { units }: StatesArray, sequences: number): Spot {
  const between = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));
  const sequence = between(spot.sequence, 0, Math.max(0, sequences - 1));
  return {
    sequence,
    step: between(spot.step, header.length - (lengths.at(sequence) ?? header.length), header.length - 1),
    unit: between(spot.unit, 0, units - 1),
  };
}

/** The last layer that keeps a state between steps; the last of all, where none does. */
export function firstArray({ result }: Scene, layers: readonly (readonly [number, StatesArray])[]): number {
  const recurrent = new Set(result.layers.filter((layer) => layer.recurrent).map(({ name }) => name));
  return (layers.findLast(([, { name }]) => recurrent.has(name)) ?? layers.at(-1))?.[0] ?? 0;
}
