import { expect, it } from 'vitest';
import { Random } from '../../../../src/base/random';
import { corrupted } from '../../../../src/data/corruption/corrupted';
import { columnMoments } from '../../../../src/data/corruption/columns';
import { continuousSequences, discreteSequences } from '../../../../src/data/sequences';

const [samples, length] = [400, 10];

/** Two columns of standard deviations 1 and 10, around 0 and 5. */
function columns(): ReturnType<typeof continuousSequences> {
  const random = new Random(3);
  const values = Float32Array.from({ length: samples * length * 2 }, (_, i) =>
    i % 2 === 0 ? random.normal() : 5 + 10 * random.normal(),
  );
  return continuousSequences(values, samples, length, 2);
}

const powers = (values: Float32Array, column: number): number =>
  values.reduce((sum, value, i) => (i % 2 === column ? sum + value ** 2 : sum), 0) / (samples * length);

// 4000 draws: a variance has a standard error of 2.2 %.
it.each([
  ['noise' as const, 0.5, [0.25, 0.25]],
  ['snr' as const, 10, [0.1, 10]],
])('adds %s of level %f', (by, level, variances) => {
  const clean = columns();
  const spoiled = corrupted(clean, by, level, new Random(1), columnMoments(clean));
  const added = spoiled.values.map((value, i) => value - clean.values[i]);
  variances.forEach((variance, column) => {
    expect(powers(added, column) / variance).toBeGreaterThan(0.9);
    expect(powers(added, column) / variance).toBeLessThan(1.1);
  });
});

it("draws the same noise at every level, and adds it in the data's own units", () => {
  const clean = { ...columns(), scale: { means: new Float64Array(2), deviations: Float64Array.of(1, 4) } };
  const [one, two] = [1, 2].map((level) => corrupted(clean, 'noise', level, new Random(7), columnMoments(clean)));
  const noise = (of: typeof one, i: number): number => of.values[i] - clean.values[i];
  expect(noise(two, 0)).toBeCloseTo(2 * noise(one, 0), 4);
  expect(
    Math.sqrt(
      powers(
        one.values.map((_, i) => noise(one, i)),
        1,
      ),
    ),
  ).toBeCloseTo(0.25, 1);
});

it('loses steps to the means of the columns, and spares padding', () => {
  const clean = { ...columns(), lengths: new Int32Array(samples).fill(6) };
  const { means } = columnMoments(clean);
  const { values } = corrupted(clean, 'drop', 0.3, new Random(1), columnMoments(clean));
  let lost = 0;
  for (let step = 0; step < samples * length; step++) {
    const isLost = values[2 * step] === Math.fround(means[0]) && values[2 * step + 1] === Math.fround(means[1]);
    if (step % length >= 6) expect(values[2 * step]).toBe(clean.values[2 * step]);
    else if (isLost) lost++;
  }
  // 2400 steps: a standard error of .009.
  expect(Math.abs(lost / (samples * 6) - 0.3)).toBeLessThan(0.04);
});

it('substitutes symbols by others, and keeps their vectors in step', () => {
  const clean = discreteSequences(new Int32Array(samples * length).fill(2), samples, length, 4);
  const spoiled = corrupted(clean, 'substitute', 0.4, new Random(1), columnMoments(clean));
  const counts = [0, 1, 2, 3].map((symbol) => spoiled.symbols?.filter((one) => one === symbol).length ?? 0);
  expect(counts[2] / (samples * length)).toBeCloseTo(0.6, 1);
  for (const other of [0, 1, 3]) expect(counts[other] / (samples * length)).toBeCloseTo(0.4 / 3, 1);
  spoiled.symbols?.forEach((symbol, step) => expect(spoiled.values[4 * step + symbol]).toBe(1));
  expect(spoiled.values.reduce((sum, value) => sum + value, 0)).toBe(samples * length);
});

it('refuses noise on symbols, and substitution of numbers', () => {
  const symbols = discreteSequences(new Int32Array(8), 4, 2, 2);
  expect(() => corrupted(symbols, 'snr', 5, new Random(1), columnMoments(symbols))).toThrow(/only be substituted/);
  expect(() => corrupted(columns(), 'substitute', 0.1, new Random(1), columnMoments(columns()))).toThrow(
    /numbers, not symbols/,
  );
});
