import { verbatim } from '../../../src/base/sentence';
import { upperEnd } from '../../../src/result/upperEnd';
import { warningsInEnglish } from '../../../src/result/warningSentence';
import { analysisWarning } from '../../../src/result/warnings';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ResultIndex } from '../../../src/result/resultIndex';
import { contradictions } from '../../../src/analysis/sayings/informationLoss/contradictions';
import { informationLosses } from '../../../src/analysis/sayings/informationLoss/losses';
import { findings } from '../../../src/analysis/sayings/findings/findings';
import type { Estimate, ExactLine } from '../../../src/result/result';
import { type Bounded, about as aboutAt, exactLine, memoryOf, resultOf } from '../../support/results';
import { fill } from '../../support/sentences';

const text = `{ "data": { "task": "delayedCopy", "length": 8 }, "model": { "layers": [
  { "type": "embedding", "name": "embed", "units": 4 },
  { "type": "lstm", "name": "memory", "units": 16 },
  { "type": "dropout", "name": "drop" },
  { "type": "bottleneck", "name": "z", "units": 4, "beta": 5 },
  { "type": "dense", "name": "out", "units": 4, "activation": "softmax" }] } }`;

type Numbers = Partial<Bounded> & { value: number };
const about = (quantity: 'inputInformation' | 'outputInformation', layer: string, numbers: Numbers): Estimate =>
  aboutAt(quantity, layer, { time: 8, estimator: 'ksg1', ...numbers });
const memory = (values: readonly number[], half = 0.05, time = 8): Estimate[] =>
  memoryOf('memory', values, { half, time });
const reading = (estimates: readonly Estimate[], exact: readonly ExactLine[] = [], config = text): ResultIndex =>
  new ResultIndex(resultOf({ config, estimates: [...estimates], exact: [...exact] }));
const exact = (quantity: ExactLine['quantity'], source: string, target: string, value: number): ExactLine =>
  exactLine({ quantity, source, target, time: 8, value });

describe('losses along depth', () => {
  it('count where the intervals part, with the interval of the difference, and name the narrowest place', () => {
    const losses = informationLosses(
      reading(
        [
          about('outputInformation', 'memory', { value: 2 }),
          about('outputInformation', 'z', { value: 1.1 }),
          about('outputInformation', 'out', { value: 1.05 }),
        ],
        [exact('outputInformation', 'X', 'Y', 2)],
      ),
    );
    expect(losses).toHaveLength(1);
    expect(losses[0]).toMatchObject({
      quantity: 'outputInformation',
      from: 'memory',
      to: 'z',
      time: 8,
      narrowest: true,
      unit: 'bits',
    });
    expect(losses[0].lost).toBeCloseTo(0.9, 12);
    expect([losses[0].low, losses[0].high].map((value) => Number(value?.toFixed(6)))).toEqual([0.7, 1.1]);
  });

  it('the largest is that of all rows, the first layer reads too', () => {
    const losses = informationLosses(
      reading(
        [about('inputInformation', 'memory', { value: 4 }), about('inputInformation', 'z', { value: 3 })],
        [exact('entropy', 'X_{1:t}', 'X_{1:t}', 16)],
      ),
    );
    expect(losses.map(({ from, narrowest }) => [from, narrowest])).toEqual([
      ['X', true],
      ['memory', undefined],
    ]);
  });

  it('never count where they overlap, whatever the numbers', () => {
    const value = fc.double({ min: 0, max: 5, noNaN: true });
    const half = fc.double({ min: 0, max: 2, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(value, half), { minLength: 4, maxLength: 4 }), (numbers) => {
        const names = ['embed', 'memory', 'z', 'out'];
        const estimates = numbers.map(([v, h], i) =>
          about('inputInformation', names[i], { value: v, low: v - h, high: v + h }),
        );
        for (const loss of informationLosses(reading(estimates))) {
          const [from, to] = [loss.from, loss.to].map((name) => estimates.find(({ target }) => target === name)!);
          expect(from.low).toBeGreaterThan(upperEnd(to));
          expect(loss.low).toBeGreaterThan(0);
          expect(loss.low).toBeLessThanOrEqual(loss.lost);
          expect(loss.high).toBeGreaterThanOrEqual(loss.lost);
        }
      }),
    );
  });

  it('what a layer behind holds again was not lost: one step of an embedding is not all that the memory reads', () => {
    const losses = informationLosses(
      reading(
        [
          about('outputInformation', 'embed', { value: 0 }),
          about('outputInformation', 'memory', { value: 1.98 }),
          about('outputInformation', 'z', { value: 1.95 }),
        ],
        [exact('outputInformation', 'X', 'Y', 2)],
      ),
    );
    expect(losses).toEqual([]);
  });

  describe('of stacked bidirectional layers', () => {
    const stack = (end: string): string => `{ "data": { "task": "file", "inputs": "x.npy", "targets": "y.npy" },
      "model": { "layers": [
      { "type": "bidirectional", "name": "low", "layer": { "type": "gru", "units": 4 } },
      { "type": "bidirectional", "name": "high", "layer": { "type": "gru", "units": 4${end} } },
      { "type": "dense", "name": "out", "units": 2, "activation": "softmax" }] } }`;
    const estimates = [
      about('inputInformation', 'low', { value: 3.7 }),
      about('inputInformation', 'high', { value: 3.2 }),
      about('inputInformation', 'out', { value: 0.4 }),
    ];
    const losses = (at: 'end' | 'every', end = '') => {
      const data = { title: verbatim(''), training: 1, heldOut: 1, length: 8, features: 1, target: { at, classes: 2 } };
      const result = resultOf({ config: stack(end), estimates, data });
      return informationLosses(new ResultIndex(result)).map(({ from, to }) => `${from} ${to}`);
    };

    it('none is claimed between the last step of one and both ends of the next', () => {
      expect(losses('end')).toEqual(['high out']);
      expect(losses('end', ', "returnSequences": false')).toEqual(['high out']);
    });

    it('the same step of both is compared', () => {
      expect(losses('every')).toEqual(['low high', 'high out']);
      expect(losses('end', ', "returnSequences": true')).toEqual(['low high', 'high out']);
    });
  });

  it('a skip connection brings what the layer before has lost', () => {
    const skipping = text.replace('"name": "out", "units": 4', '"name": "out", "units": 4, "skip": ["memory"]');
    const estimates = [
      about('outputInformation', 'memory', { value: 2 }),
      about('outputInformation', 'z', { value: 0.5 }),
      about('outputInformation', 'out', { value: 1 }),
    ];
    // By one way alone what reappears was not lost before, but the rest was.
    for (const index of [reading(estimates), reading(estimates, [], skipping)])
      expect(informationLosses(index).map(({ from, to }) => [from, to])).toEqual([['memory', 'out']]);
    expect(informationLosses(reading(estimates, [], skipping)).map(({ from, to }) => [from, to])).toEqual([
      ['memory', 'out'],
    ]);
  });

  it('says of a lower bound that what is gone may only be harder to read', () => {
    const [loss] = informationLosses(
      reading([
        about('outputInformation', 'memory', { value: 2 }),
        about('outputInformation', 'z', { value: 1, bound: 'lower', estimator: 'probe' }),
      ]),
    );
    expect(loss.warnings).toEqual([analysisWarning('lowerBoundLoss', 'probe', 'z')]);
  });
});

describe('losses along time', () => {
  it('name the lag at which a symbol goes', () => {
    const read = reading(memory([2, 1.98, 1.99, 1.97, 0.1, 0, 0]), [exact('entropy', 'X', 'X', 2)]);
    const losses = informationLosses(read);
    expect(losses).toMatchObject([{ quantity: 'memory', from: 'memory', to: 'memory', lag: 4, narrowest: true }]);
    expect(findings(read.result).map(fill)).toContain(
      'memory loses most of its information about a symbol between 3 and 4 steps after the symbol arrived: 1.9 bits.',
    );
  });

  it('are told of no inputs of other kinds, as a key is beside a value', () => {
    const pairs = text
      .replace('"task": "delayedCopy", "length": 8', '"task": "mqar", "pairs": 2')
      .replace('"out", "units": 4', '"out", "units": 16');
    expect(informationLosses(reading(memory([2, 2, 2, 0, 0])))).toHaveLength(1);
    expect(informationLosses(reading(memory([2, 2, 2, 0, 0]), [], pairs))).toEqual([]);
  });

  it('say nothing of a memory that fades evenly, nor where the intervals are wide', () => {
    const fading = reading(memory([2, 1.6, 1.2, 0.8, 0.4, 0.1, 0]));
    expect(
      findings(fading.result)
        .map(fill)
        .some((sentence) => /loses most of its information/.test(sentence)),
    ).toBe(false);
    expect(informationLosses(reading(memory([2, 1.98, 1.99, 1.97, 0.1], 1.2)))).toEqual([]);
  });

  it('are those of the last step where several were analysed', () => {
    expect(informationLosses(reading([...memory([2, 0, 0], 0.05, 5), ...memory([2, 2, 2])]))).toEqual([]);
  });

  it('follow the first input through the steps where every position was analysed', () => {
    // I(X_1;H_t) at t = 1 ... 4: whole, whole, gone, gone; the last step alone, with inputs of other steps, would say
    // otherwise.
    const followed = [2, 2, 0, 0].map((value, lag) => ({ ...memory([value])[0], time: lag + 1, lag }));
    const others = [2, 2, 2].map((value, lag) => ({ ...memory([value])[0], time: 4, lag }));
    const losses = informationLosses(reading([...others, ...followed]));
    expect(losses).toMatchObject([{ quantity: 'memory', time: 3, lag: 2, narrowest: true }]);
  });
});

/** The contradictions of a reading in words. */
const said = (of: ResultIndex): string[] => warningsInEnglish(contradictions(of), 'bits');

describe('contradictions', () => {
  it('name an exact limit that an estimate passes', () => {
    const words = said(
      reading([about('inputInformation', 'memory', { value: 9 })], [exact('entropy', 'X_{1:t}', 'X_{1:t}', 8)]),
    );
    expect(words).toEqual([
      'I(X;memory) = 9.00 bits (95 % interval 8.90 bits to 9.10 bits, ksg1) exceeds H(X_{1:t}) = 8.00 bits, which is ' +
        'exact and an upper limit: the estimate is wrong.',
    ]);
  });

  it('name both estimates where a layer that reads a draw alone holds more than was drawn', () => {
    const own = { of: { kind: 'ownNoise' } } as const;
    const words = said(
      reading([
        about('outputInformation', 'z', { value: 1, ...own }),
        about('outputInformation', 'out', { value: 1.5 }),
      ]),
    );
    expect(words).toEqual([
      'I(out;Y) = 1.50 bits (95 % interval 1.40 bits to 1.60 bits, ksg1) exceeds I(z;Y) = 1.00 bits (95 % interval ' +
        '0.90 bits to 1.10 bits, ksg1), which the data-processing inequality excludes: at least one of the two ' +
        'estimates is wrong.',
    ]);
  });

  it('limit a code by its rate, and information about the target by information about the input', () => {
    const rate: Estimate = {
      ...about('inputInformation', 'z', { value: 0.5 }),
      quantity: 'rate',
      estimator: 'exact',
      bound: 'upper',
    };
    expect(said(reading([rate, about('inputInformation', 'z', { value: 1 })]))[0]).toMatch(
      /^I\(X;z\) .* exceeds the rate of z = 0.50/,
    );
    expect(
      said(
        reading([
          about('inputInformation', 'memory', { value: 1 }),
          about('outputInformation', 'memory', { value: 1.8 }),
        ]),
      )[0],
    ).toMatch(/^I\(memory;Y\) .* exceeds I\(X;memory\)/);
  });

  it(
    'find none where the intervals meet, the ceiling is but a lower bound, or the next layer may amplify ' +
      'what declared noise hid',
    () => {
      expect(
        contradictions(
          reading([
            about('outputInformation', 'z', { value: 1, of: { kind: 'ownNoise' } }),
            about('outputInformation', 'out', { value: 1.15 }),
          ]),
        ),
      ).toEqual([]);
      expect(
        contradictions(
          reading([
            about('outputInformation', 'z', {
              value: 1,
              bound: 'lower',
              estimator: 'gaussianCopula',
              assumes: 'gaussianCopula',
              of: { kind: 'ownNoise' },
            }),
            about('outputInformation', 'out', { value: 2 }),
          ]),
        ),
      ).toEqual([]);
      expect(
        contradictions(
          reading([
            about('inputInformation', 'memory', { value: 1, of: { kind: 'declaredNoise', variance: 0.01 } }),
            about('inputInformation', 'z', { value: 2, of: { kind: 'declaredNoise', variance: 0.01 } }),
          ]),
        ),
      ).toEqual([]);
    },
  );
});

describe('a branch beside another', () => {
  const softmax = { type: 'dense', units: 4, activation: 'softmax' };
  const branches = (...heads: object[]): string =>
    JSON.stringify({
      data: { task: 'delayedCopy', length: 8 },
      model: {
        layers: [
          { type: 'gru', name: 'below', units: 8 },
          { type: 'gru', name: 'one', units: 8 },
          { type: 'gru', name: 'other', units: 8, input: 'below' },
          ...heads.map((head) => ({ ...softmax, ...head })),
        ],
      },
    });
  const numbers = [
    about('outputInformation', 'below', { value: 2 }),
    about('outputInformation', 'one', { value: 2 }),
    about('outputInformation', 'other', { value: 0.1 }),
  ];
  const marked = (config: string): unknown[] =>
    informationLosses(reading(numbers, [], config)).map(({ to, narrowest = false }) => [to, narrowest]);

  it('is no loss in the network where that one holds the target, and what reads them reads both', () => {
    expect(marked(branches({ name: 'out', input: 'one', skip: ['other'] }))).toEqual([['other', false]]);
    // An answer that is read from the poor branch alone has no other.
    const apart = { name: 'next', input: 'one', head: { target: 'next' } };
    expect(marked(branches(apart, { name: 'out', input: 'other', head: { target: 'Y' } }))).toEqual([['other', true]]);
  });
});
