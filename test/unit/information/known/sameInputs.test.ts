import { describe, expect, it } from 'vitest';
import { Random } from '../../../../src/base/random';
import { aboutClasses } from '../../../../src/information/estimators/known/aboutClasses';
import { aboutEachOther } from '../../../../src/information/estimators/known/aboutEachOther';
import type { Contributions } from '../../../../src/information/estimators/known/fromRatios';
import { mixturesTogether } from '../../../../src/information/estimators/known/mixtures/mixturesTogether';
import type { NoisyRows } from '../../../../src/information/estimators/known/noisyRows';

const variance = 0.5;
/** States of one set of inputs, and sets. */
const [states, sets] = [64, 150];

/** A bit as -1 and 1 through Gaussian noise: ln 2 - E ln(1 + e^{-2(1 + sz)/s^2}) nats, by the trapezoid rule. */
function bitThroughNoise(noise: number): number {
  const step = 0.001;
  let sum = 0;
  for (let z = -9; z <= 9; z += step)
    sum += Math.exp((-z * z) / 2) * Math.log1p(Math.exp((-2 * (1 + Math.sqrt(noise) * z)) / noise));
  return Math.LN2 - (sum * step) / Math.sqrt(2 * Math.PI);
}

const bitOf = (history: number, bit: number): number => (history >>> bit) & 1;

/** States that hold bits `from` to `to` of histories, and the same of further ones. */
function registerOf(
  from: number,
  to: number,
  own: readonly number[],
  further: readonly number[],
  random: Random,
): NoisyRows {
  const meansOf = (histories: readonly number[]): Float64Array =>
    Float64Array.from(
      histories.flatMap((x) => Array.from({ length: to - from }, (_, k) => 2 * bitOf(x, from + k) - 1)),
    );
  const means = meansOf(own);
  return {
    count: own.length,
    dimensions: to - from,
    values: means.map((mean) => mean + Math.sqrt(variance) * random.normal()),
    own: { count: own.length, means, variances: [variance] },
    histories: { count: further.length, means: meansOf(further), variances: [variance] },
  };
}

/** Mean bounds over many sets, each with states of its own, and the standard error of each. */
async function boundsOver(
  contributions: (own: number[], further: number[], random: Random) => Promise<Contributions>,
  inputs: number,
): Promise<{ lower: number; upper: number; error: number }> {
  const random = new Random(1);
  const found = { lower: [] as number[], upper: [] as number[] };
  for (let set = 0; set < sets; set++) {
    const own = Array.from({ length: states }, () => random.integer(2 ** 6));
    const further = Array.from({ length: inputs }, () => random.integer(2 ** 6));
    const { lower, upper } = await contributions(own, further, random);
    found.lower.push(lower.reduce((sum, value) => sum + value, 0) / states);
    found.upper.push(upper.reduce((sum, value) => sum + value, 0) / states);
  }
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / sets;
  const spread = (values: number[]): number =>
    Math.sqrt(values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / sets / (sets - 1));
  return {
    lower: mean(found.lower),
    upper: mean(found.upper),
    error: Math.max(spread(found.lower), spread(found.upper)),
  };
}

async function ratiosAboutABit(own: number[], further: number[], random: Random) {
  const rows = registerOf(0, 6, own, further, random);
  const bit = (histories: number[]): number[] => histories.map((x) => bitOf(x, 2));
  return ratiosOfClasses(rows, bit(own), bit(further));
}

async function ratiosOfClasses(rows: NoisyRows, classes: number[], ofInputs: number[]) {
  const labellings = [{ state: 0, classes, ofInputs }];
  const found = await mixturesTogether({ states: [rows], pairs: [], labellings });
  return { marginal: found.states[0], ofClass: found.classes[0] };
}

const aboutABit = async (...drawn: Parameters<typeof ratiosAboutABit>): Promise<Contributions> => {
  const { marginal, ofClass } = await ratiosAboutABit(...drawn);
  return aboutClasses(marginal, ofClass);
};

const aboutSharedBits = async (own: number[], further: number[], random: Random): Promise<Contributions> => {
  const a = registerOf(0, 4, own, further, random);
  const b = registerOf(2, 6, own, further, random);
  const found = await mixturesTogether({ states: [a, b], pairs: [[0, 1]], labellings: [] });
  return aboutEachOther(found.states[0], found.states[1], found.pairs[0]);
};

describe('mixtures over the same inputs', () => {
  // Two bits are in both states; of a bit seen twice the noise has half the variance.
  const twice = 2 * (2 * bitThroughNoise(variance) - bitThroughNoise(variance / 2));

  it.each([
    ['a state and a bit of its input', aboutABit, bitThroughNoise(variance)],
    ['two states', aboutSharedBits, twice],
  ])('%s: the bounds are on both sides of the closed form, and meet with more inputs', async (_, about, truth) => {
    const few = await boundsOver(about, 16);
    const more = await boundsOver(about, 128);
    for (const { lower, upper, error } of [few, more]) {
      expect(lower).toBeLessThan(truth + 3 * error);
      expect(upper).toBeGreaterThan(truth - 3 * error);
    }
    expect(few.upper - few.lower).toBeGreaterThan(3 * (more.upper - more.lower));
  });

  it('the bounds about a symbol are much nearer than those of its two mixtures apart', async () => {
    const { lower, upper } = await boundsOver(aboutABit, 64);
    const apart = await boundsOver(async (...drawn) => {
      const { marginal, ofClass } = await ratiosAboutABit(...drawn);
      const difference = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, i) => value - b[i]);
      return {
        ...aboutClasses(marginal, ofClass),
        lower: difference(marginal.lower, ofClass.upper),
        upper: difference(marginal.upper, ofClass.lower),
      };
    }, 64);
    expect(upper - lower).toBeLessThan((apart.upper - apart.lower) / 2);
  });

  it(
    'asks for classes that belong to the further inputs as to the own one: drawn apart from them, they ' + 'hide it',
    async () => {
      const { upper, error } = await boundsOver(async (own, further, random) => {
        const rows = registerOf(0, 6, own, further, random);
        const classes = own.map((x) => bitOf(x, 2));
        const apart = further.map(() => random.integer(2));
        const { marginal, ofClass } = await ratiosOfClasses(rows, classes, apart);
        return aboutClasses(marginal, ofClass);
      }, 1024);
      expect(upper).toBeLessThan(bitThroughNoise(variance) - 5 * error);
    },
  );

  it('a class without an input counts as never met, and bounds stay finite', async () => {
    const { lower, upper } = await aboutABit([4, 4, 0, 0, 0, 0], [0, 0, 0, 0], new Random(3));
    expect([...lower].every(Number.isFinite)).toBe(true);
    expect(Math.min(...lower)).toBeGreaterThan(-4);
    expect(upper.length).toBe(6);
  });
});
