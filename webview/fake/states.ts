import type { StatesArray } from '../../src/result/states/states';
import { wholeStatesFile } from '../../src/result/states/writeFile';
import { generator } from './random';

export interface FakeStates {
  readonly sequences: number;
  readonly length: number;
  readonly units: number;
  readonly epoch: number;
  readonly name: string;
  /** Some sequences have fewer steps. */
  readonly shorter?: boolean;
}

/**
 * A made-up file of states of one layer that reads 4 symbols: unit u follows the symbol u % 4, u / 4 steps late, with
 * noise. The target is the symbol of three steps before.
 */
export function fakeStates({ sequences, length, units, epoch, name, shorter = false }: FakeStates): Uint8Array {
  const random = generator(7);
  const alphabet = 4;
  const lags = Math.min(length, 16);
  const inputs = new Int16Array(sequences * length).fill(-1);
  const targets = new Int16Array(sequences * length).fill(-1);
  const lengths = Int32Array.from({ length: sequences }, (_, i) =>
    shorter && i % 3 === 1 ? Math.ceil(length / 2) : length,
  );
  const states = new Uint8Array(sequences * length * units);
  for (let sequence = 0; sequence < sequences; sequence++)
    for (let step = length - lengths[sequence]; step < length; step++) {
      const at = sequence * length + step;
      inputs[at] = Math.floor(alphabet * random());
      targets[at] = step >= 3 ? inputs[at - 3] : -1;
      for (let unit = 0; unit < units; unit++) {
        const late = Math.floor(unit / alphabet);
        const symbol = step >= late ? inputs[at - late] : -1;
        states[at * units + unit] = (symbol === unit % alphabet ? 190 : 40) + 50 * random();
      }
    }
  const tells = (unit: number): number => (Math.floor(unit / alphabet) === 3 ? 0.4 : 0.01 * (unit % 7));
  const shape: StatesArray = {
    name,
    kind: 'layer',
    steps: length,
    units,
    low: new Array<number>(units).fill(-1),
    high: new Array<number>(units).fill(1),
    information: {
      about: 'target',
      bins: 16,
      samples: sequences,
      nats: Array.from({ length: units }, (_, u) => tells(u)),
    },
    plane: {
      mean: new Array<number>(units).fill(-0.2),
      first: axis(units, (unit) => Math.cos((Math.PI * (unit % alphabet)) / 2)),
      second: axis(units, (unit) => Math.sin((Math.PI * (unit % alphabet)) / 2)),
      shares: [0.42, 0.21],
    },
    lags,
    bins: 16,
  };
  const kept = Float32Array.from({ length: units * lags }, (_, i) =>
    Math.floor(Math.floor(i / lags) / alphabet) === i % lags ? 0.4 : 0.01,
  );
  return wholeStatesFile({
    header: {
      format: 1,
      epoch,
      sequences,
      analysed: sequences,
      length,
      inputs: { steps: length, alphabet, names: ['A', 'B', 'C', 'D'] },
      targets: { steps: length, alphabet, names: ['A', 'B', 'C', 'D'] },
      arrays: [shape],
    },
    rows: Int32Array.from({ length: sequences }, (_, i) => i),
    lengths,
    kept: [kept],
    inputs,
    targets,
    states: [states],
  });
}

/** Later symbols weigh less, so that a path through the plane can be followed. */
function axis(units: number, of: (unit: number) => number): number[] {
  const weights = Array.from({ length: units }, (_, unit) => of(unit) / (1 + Math.floor(unit / 4)));
  const length = Math.hypot(...weights) || 1;
  return weights.map((weight) => weight / length);
}
