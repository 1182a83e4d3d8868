import { expect, it } from 'vitest';
import { Random } from '../../../../src/base/random';
import {
  countedContributions,
  freshMixtureInformation,
  type HistoryBlock,
  type Wanted,
} from '../../../../src/information/estimators/known/freshMixture';
import { betweenBounds, joined } from '../../../../src/information/estimators/known/fromRatios';
import type { NoisyRows } from '../../../../src/information/estimators/known/noisyRows';
import { Breather } from '../../../../src/information/numerics/breather';

type Counted = HistoryBlock & { readonly logProbabilities: Float64Array };

const histories = 24;
const dimensions = [2, 3];

/** All histories of a source whose probabilities differ, and states that they lead to. */
function problem(count: number): { rows: NoisyRows[]; block: Counted } {
  const random = new Random(7);
  const weights = Float64Array.from({ length: histories }, () => 0.2 + random.uniform());
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const states = dimensions.map((width) => ({
    means: Float32Array.from({ length: histories * width }, () => 2 * random.normal()),
    variances: [0.5],
  }));
  const numbers = Int32Array.from({ length: count }, () => Math.floor(histories * random.uniform()));
  const rows = states.map(({ means, variances }, i): NoisyRows => {
    const width = dimensions[i];
    const own = Float64Array.from(
      { length: count * width },
      (_, at) => means[numbers[Math.floor(at / width)] * width + (at % width)],
    );
    return {
      count,
      dimensions: width,
      values: own.map((mean) => mean + Math.sqrt(0.5) * random.normal()),
      own: { count, means: own, variances },
    };
  });
  return {
    rows,
    block: {
      count: histories,
      states,
      labels: [],
      logProbabilities: weights.map((weight) => Math.log(weight / total)),
    },
  };
}

const some = ({ dimensions: width, values, own }: NoisyRows, from: number, to: number): NoisyRows => ({
  count: to - from,
  dimensions: width,
  values: values.slice(from * width, to * width),
  own: { ...own, count: to - from, means: Array.from(own.means).slice(from * width, to * width) },
});

const blocksOf = ({ states, logProbabilities }: Counted, size: number): Counted[] =>
  Array.from({ length: histories / size }, (_, i) => ({
    count: size,
    states: states.map((state, place) => ({
      ...state,
      means: Array.from(state.means).slice(i * size * dimensions[place], (i + 1) * size * dimensions[place]),
    })),
    labels: [],
    logProbabilities: logProbabilities.slice(i * size, (i + 1) * size),
  }));

async function* oneBlock(block: HistoryBlock): AsyncGenerator<HistoryBlock> {
  yield await Promise.resolve(block);
}

it('counted histories give the same numbers part by part of the states and of the histories', async () => {
  const count = 101;
  const { rows, block } = problem(count);
  const wanted: Wanted[] = [
    { kind: 'input', state: 0 },
    { kind: 'pair', a: 0, b: 1 },
  ];
  const whole = await freshMixtureInformation(rows, wanted, oneBlock(block));
  const breather = new Breather();
  const parts = [];
  // The last part is a single state.
  for (const [from, to] of [
    [0, 40],
    [40, 100],
    [100, count],
  ])
    parts.push(
      await countedContributions(
        rows.map((one) => some(one, from, to)),
        wanted,
        blocksOf(block, 8),
        breather,
      ),
    );
  for (const [place, one] of wanted.entries()) {
    const { nats, low, high, bound } = betweenBounds(joined(parts.map((part) => part[place])));
    const known = whole?.[place];
    expect(known, one.kind).toBeDefined();
    // Parts are relative to other largest densities, and the kernel's exponentials have the 24 bits of float32.
    expect(nats).toBeCloseTo(known?.nats ?? NaN, 6);
    expect(low).toBeCloseTo(known?.low ?? NaN, 6);
    expect(high).toBeCloseTo(known?.high ?? NaN, 6);
    expect(bound).toBe(known?.bound);
    expect(high).toBeGreaterThan(low);
  }
});

it('keeps which contributions are those of a lower bound', () => {
  const [lower, upper, control] = [1, 2, 0].map((value) => Float64Array.of(value, value));
  const bounds = { lower, upper, alike: lower, control, exact: false };
  const both = joined([bounds, bounds]);
  expect(both.alike).toBe(both.lower);
  expect(both.lower).toEqual(Float64Array.of(1, 1, 1, 1));
  const between = joined([bounds, { ...bounds, alike: upper }]);
  expect(between.alike).toEqual(Float64Array.of(1, 1, 2, 2));
});
