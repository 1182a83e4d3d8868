import { join } from 'node:path';
import fc from 'fast-check';
import { Random } from '../../src/base/random';
import { writeNpy } from '../../src/data/npy/writeNpy';

/** What a column of recorded states may be. */
const column = fc.constantFrom('memory', 'rectified', 'oneHot', 'ties', 'constant', 'noise', 'large');

export interface States {
  readonly seed: number;
  readonly samples: number;
  readonly length: number;
  /** Symbols of the input; 0 where it is two real numbers. */
  readonly symbols: number;
  readonly target: 'classes' | 'values' | 'none';
  readonly at: 'every' | 'end';
  /** Every sequence stands so often among the samples. */
  readonly copies: number;
  readonly layers: readonly { readonly columns: readonly string[]; readonly hasTime: boolean }[];
  readonly analysis: object;
}

/** Recorded states as people bring them: with ties, zeros, constant columns, copies of rows, and few samples. */
export const anyStates: fc.Arbitrary<States> = fc.record({
  seed: fc.integer({ min: 0, max: 1000 }),
  samples: fc.constantFrom(24, 60, 150),
  length: fc.integer({ min: 1, max: 4 }),
  symbols: fc.constantFrom(0, 2, 4),
  target: fc.constantFrom('classes', 'values', 'none'),
  at: fc.constantFrom('every', 'end'),
  copies: fc.constantFrom(1, 1, 3),
  layers: fc.array(fc.record({ columns: fc.array(column, { minLength: 1, maxLength: 6 }), hasTime: fc.boolean() }), {
    minLength: 1,
    maxLength: 2,
  }),
  analysis: fc.record({
    unit: fc.constantFrom('bits', 'nats'),
    estimator: fc.constantFrom('auto', 'auto', 'auto', 'gaussianCopula', 'ksg1', 'binning'),
    noise: fc.record({ variance: fc.constantFrom(1e-6, 0.01, 0.5) }),
    positions: fc.constantFrom('last', 'all'),
  }),
});

/** Writes the arrays of states into a folder, and gives the config that reads them. */
export async function recordStates(states: States, folder: string): Promise<object> {
  const { seed, samples, length, symbols, target, at, copies, layers, analysis } = states;
  const random = new Random(seed);
  const features = symbols > 0 ? 1 : 2;
  const own = Math.ceil(samples / copies);
  const inputs = Float32Array.from({ length: own * length * features }, () =>
    symbols > 0 ? random.integer(symbols) : random.normal(),
  );
  const step = (i: number, t: number): number => inputs[(i * length + t) * features];
  const stateOf = (name: string): ((i: number, t: number) => number) => {
    const [slope, fades] = [random.normal(), random.uniform()];
    const memory = (i: number, t: number): number => {
      let state = 0;
      for (let s = 0; s <= t; s++) state = fades * state + slope * (step(i, s) - 0.5);
      return state;
    };
    switch (name) {
      case 'memory':
        return memory;
      case 'rectified':
        return (i, t) => Math.max(0, memory(i, t));
      case 'oneHot':
        return (i, t) => (Math.round(step(i, t)) === 1 ? 1 : 0);
      case 'ties':
        return (i, t) => Math.round(2 * memory(i, t)) / 2;
      case 'constant':
        return () => 1;
      case 'large':
        return (i, t) => 1e6 * memory(i, t);
      default:
        return () => random.normal();
    }
  };
  const rows = Array.from({ length: samples }, (_, i) => i % own);
  const written = async (name: string, shape: number[], at: (row: number, t: number, k: number) => number) => {
    const [steps, width] = [shape.length === 3 ? shape[1] : 1, shape.at(-1) ?? 1];
    const each = new Map(
      Array.from({ length: own }, (_, row) => [
        row,
        Array.from({ length: steps * width }, (_, j) => at(row, Math.floor(j / width), j % width)),
      ]),
    );
    await writeNpy(join(folder, name), { shape, data: Float32Array.from(rows.flatMap((row) => each.get(row) ?? [])) });
    return name;
  };
  const whole = async (name: string, shape: number[], at: (row: number, t: number) => number) => {
    const steps = shape.length === 2 ? shape[1] : 1;
    const data = Int32Array.from(
      rows.flatMap((row) => Array.from({ length: steps }, (_, t) => at(row, t + length - steps))),
    );
    await writeNpy(join(folder, name), { shape, data });
    return name;
  };
  const steps = at === 'every' ? length : 1;
  const targets =
    target === 'none'
      ? undefined
      : target === 'classes'
        ? await whole('targets.npy', steps > 1 ? [samples, steps] : [samples], (row, t) => (step(row, t) > 0.5 ? 1 : 0))
        : await written('targets.npy', [samples, steps], (row) => 0.3 * step(row, length - 1) + random.normal());
  return {
    seed,
    data: {
      task: 'activations',
      inputs:
        symbols > 0
          ? await whole('inputs.npy', [samples, length], step)
          : await written('inputs.npy', [samples, length, features], (row, t, k) => inputs[(row * length + t) * 2 + k]),
      ...(targets && { targets, ...(target === 'classes' && { classes: 2 }) }),
      layers: Object.fromEntries(
        await Promise.all(
          layers.map(async ({ columns, hasTime }, i) => {
            const states = columns.map(stateOf);
            const shape = hasTime ? [samples, length, columns.length] : [samples, columns.length];
            const at = (row: number, t: number, k: number): number => states[k](row, hasTime ? t : length - 1);
            return [`l${i}`, await written(`l${i}.npy`, shape, at)] as const;
          }),
        ),
      ),
    },
    analysis: { ...analysis, samples },
  };
}
