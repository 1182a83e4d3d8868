import { describe, expect, it } from 'vitest';
import { growthOf, sweptFigures, sweptMetrics } from '../../../src/result/studies/keySweep/summary';
import type { AnalysisResult, SweptEstimate } from '../../../src/result/result';
import { fakeResult } from '../../../webview/fake/result';

const at = (value: number, half: number) => ({ value, low: value - half, high: value + half });

describe('where a metric stops growing within its intervals', () => {
  it('is the first place above which no later interval lies', () => {
    const figures = [at(0.5, 0.05), at(1.5, 0.05), at(1.9, 0.05), at(1.95, 0.05), at(1.93, 0.05)];
    expect(growthOf(figures)).toEqual({ kind: 'stops', stop: figures[2], highest: figures[3] });
  });

  it('is not before a later place whose interval lies above', () => {
    const figures = [at(1, 0.05), at(1, 0.05), at(2, 0.05), at(2, 0.05)];
    expect(growthOf(figures)).toMatchObject({ kind: 'stops', stop: figures[2] });
  });

  it('is nowhere while the last place is above the one before it', () => {
    const figures = [at(1, 0.1), at(1.5, 0.1), at(2, 0.1)];
    expect(growthOf(figures)).toEqual({ kind: 'grows', before: figures[1], last: figures[2] });
  });

  it('is at the first place where nothing grows', () => {
    const figures = [at(1.01, 0.1), at(1, 0.1), at(1.02, 0.1)];
    expect(growthOf(figures)).toMatchObject({ kind: 'level', first: figures[0], last: figures[2] });
  });

  it('is not said where wide intervals may hide growth, or open ones do', () => {
    expect(growthOf([at(0.1, 0.05), at(1, 0.4), at(1.5, 0.4)])).toMatchObject({ kind: 'unclear' });
    expect(growthOf([at(1, 0.1), { value: 1, low: 0.9, high: Infinity }])).toBeUndefined();
    expect(growthOf([at(1, 0.1)])).toBeUndefined();
  });
});

describe('a figure over repetitions', () => {
  const estimate = (first: number, repetition: number, more: Partial<SweptEstimate>): SweptEstimate => ({
    ...{ first, repetition, quantity: 'outputInformation', source: 'state', target: 'Y', time: 6, epoch: 2 },
    ...{ unit: 'bits', estimator: 'knownConditional', bound: 'none', samples: 64, value: 1, low: 0.9, high: 1.1 },
    ...more,
  });
  const documentOf = (sweptEstimates: SweptEstimate[]): AnalysisResult => {
    const result = fakeResult({});
    return {
      ...result,
      config: { ...result.config, sweep: { key: 'data.delay', values: [1, 2] } },
      studies: { points: [], ranks: [], swept: [], sweptEstimates },
    };
  };
  const figureOf = (estimates: SweptEstimate[]) => {
    const document = documentOf(estimates);
    const [metric] = sweptMetrics(document);
    return sweptFigures(document, metric);
  };

  it('of one is the estimate, with its own interval', () => {
    expect(figureOf([estimate(1, 1, {})])).toMatchObject([{ repetitions: 1, value: 1, low: 0.9, high: 1.1 }]);
  });

  it('is their mean, with the wider of their spread and of their own intervals at either end', () => {
    const values = [1, 1.2, 1.4].map((value, i) => estimate(1, i + 1, { value, low: value - 0.01, high: value + 2 }));
    const [{ value, low, high }] = figureOf(values);
    expect(value).toBeCloseTo(1.2, 12);
    // Student's t of two degrees of freedom: 4.303 standard errors of 0.2 / sqrt(3).
    expect(low).toBeCloseTo(1.2 - (4.303 * 0.2) / Math.sqrt(3), 10);
    expect(high).toBeCloseTo(3.2, 12);
  });

  it('has no end above the entropy of the input or of the target, which repetitions that differ would pass', () => {
    const values = [0.1, 0.9].map((value, i) => estimate(1, i + 1, { value, low: value, high: value, most: 1 }));
    // Student's t of one degree of freedom is 12.7: the interval alone would end above 5 bits.
    expect(figureOf(values)).toMatchObject([{ value: 0.5, low: 0, high: 1 }]);
    const inNats = estimate(1, 1, { unit: 'nats', value: 0.1, low: 0.1, high: 0.1, most: Math.LN2 });
    const mixed = figureOf([inNats, estimate(1, 2, { value: 0.9, most: 1 })]);
    expect(mixed[0].high).toBeCloseTo(1, 12);
    // Without a known entropy nothing cuts it off.
    expect(figureOf([values[0], estimate(1, 2, { value: 0.9 })])[0].high).toBeGreaterThan(5);
  });

  it('is a bound if they are bounds of one direction, open if one is open, and never below zero', () => {
    const [lower] = figureOf([
      estimate(1, 1, { bound: 'lower', value: 0.01, low: 0, high: null }),
      estimate(1, 2, { value: 0.5 }),
    ]);
    expect(lower).toMatchObject({ low: 0, high: Infinity, mean: { bound: 'lower', high: null } });
    const [mixed] = figureOf([estimate(1, 1, { bound: 'lower' }), estimate(1, 2, { bound: 'upper' })]);
    expect(mixed).toMatchObject({ mean: { bound: 'none' } });
  });

  it('is in the unit of the config, and of its own place', () => {
    const figures = figureOf([estimate(2, 1, { unit: 'nats', value: Math.LN2, low: 0, high: 1 }), estimate(1, 1, {})]);
    expect(figures.map(({ place: { first }, value }) => [first, value])).toEqual([
      [1, 1],
      [2, 1],
    ]);
  });
});
