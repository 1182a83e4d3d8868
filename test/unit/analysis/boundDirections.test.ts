import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verbatim } from '../../../src/base/sentence';
import { memoryFits } from '../../../src/analysis/measures/memory/memoryFits';
import { advice } from '../../../src/analysis/sayings/advice/advice';
import { findings } from '../../../src/analysis/sayings/findings/findings';
import { informationLosses } from '../../../src/analysis/sayings/informationLoss/losses';
import { lossLines } from '../../../src/cli/lossLines';
import { estimateFigure } from '../../../src/editor/configs/layerNumbers';
import { horizonFigure } from '../../../src/result/comparison';
import { directionOf } from '../../../src/result/direction';
import { amount } from '../../../src/result/format';
import { ResultIndex } from '../../../src/result/resultIndex';
import type { AnalysisResult, Estimate } from '../../../src/result/result';
import { flowChartData } from '../../../webview/charts/flow';
import { memoryChartData } from '../../../webview/charts/memory';
import { firstChoices, sceneOf } from '../../../webview/model/scene';
import { directionFaults } from '../../support/directions';
import { about, estimate, exactLine, memoryOf, resultOf } from '../../support/results';
import { fill } from '../../support/sentences';

const config = `{ "data": { "task": "delayedCopy" }, "model": { "layers": [
  { "type": "lstm", "name": "memory", "units": 16 },
  { "type": "bottleneck", "name": "code", "units": 4, "beta": 5 },
  { "type": "dense", "name": "out", "units": 4, "activation": "softmax" }] } }`;
const twoBits = ['X', 'Y'].map((name) =>
  exactLine({ quantity: 'entropy', source: name, target: name, value: 2, name: verbatim(`H(${name})`) }),
);

/** The document with all that is computed from its numbers. */
function spoken(estimates: readonly Estimate[]): AnalysisResult {
  const result = resultOf({ config, exact: twoBits, estimates: [...estimates], fits: memoryFits(estimates) });
  result.losses = informationLosses(new ResultIndex(result));
  return { ...result, findings: findings(result), advice: advice(result) };
}

const numbers = fc
  .tuple(
    fc.array(fc.double({ min: 0, max: 2, noNaN: true }), { minLength: 3, maxLength: 3 }),
    fc.constantFrom('none', 'lower', 'upper'),
    fc.constantFrom(undefined, 'gaussianCopula'),
    fc.constantFrom('both', 'low', 'high', 'none'),
    fc.boolean(),
  )
  .map(([ends, bound, assumes, certified, isEndless]): Partial<Estimate> & { value: number } => {
    const [low, value, high] = ends.toSorted((a, b) => a - b);
    return {
      ...{ low, value, high: isEndless ? null : high, bound },
      ...(assumes !== undefined && { assumes: 'gaussianCopula' as const, certified }),
    };
  });

const withNumbers = (one: Estimate, of: Partial<Estimate>): Estimate => ({ ...one, ...of });

describe('every sentence', () => {
  it('says of a number with one certain side which side it is', () => {
    const place = (): Estimate[] => [
      ...(['memory', 'code', 'out'] as const).flatMap((name) =>
        [0, 30].flatMap((epoch) => [
          about('inputInformation', name, { value: 1, epoch }),
          about('outputInformation', name, { value: 1, epoch }),
        ]),
      ),
      about('outputInformation', 'memory', { value: 1, set: 'training' }),
      ...memoryOf('memory', [1, 1, 1, 1]),
      ...memoryOf('memory', [1, 1]).map((one) => ({ ...one, quantity: 'conditionalMemory' as const })),
      ...[0, 1].map((lag) => estimate({ quantity: 'lagRelevance', source: 'X', target: 'Y', value: 1, lag })),
      estimate({ quantity: 'predictiveInformation', source: 'memory', target: 'X', value: 1, ahead: 1 }),
    ];
    const count = place().length;
    fc.assert(
      fc.property(fc.array(numbers, { minLength: count, maxLength: count }), (drawn) => {
        const none = estimate({ quantity: 'memoryNull', source: 'X', target: 'memory', value: 0, half: 0.01 });
        const result = spoken([...place().map((one, i) => withNumbers(one, drawn[i])), none]);
        expect([...result.findings, ...result.advice].flatMap((said) => directionFaults(result, said))).toEqual([]);
      }),
      { numRuns: 120, seed: 11 },
    );
  });

  it('says "at least" of a lower bound, and nothing where its certain upper end prints the same', () => {
    const first = (one: Partial<Estimate> & { value: number }): string =>
      findings(
        resultOf({ config, exact: twoBits, estimates: memoryOf('memory', [0]).map((lag) => withNumbers(lag, one)) }),
      ).map(fill)[0];
    const lower = { value: 1.73, low: 1.7, bound: 'lower' as const };
    expect(first({ ...lower, high: 2 })).toContain('keeps at least 1.7 of 2.0 bits');
    expect(first({ ...lower, high: 1.74 })).toContain('keeps 1.7 of 2.0 bits');
  });
});

describe('the direction of a number', () => {
  const of = (more: Partial<Estimate> & { value: number }): string =>
    directionOf(withNumbers(about('inputInformation', 'memory', { value: 1.73, half: 0.03 }), more), amount);

  it('is that of its bound, or of the end that nothing certain gives', () => {
    expect(of({ value: 1.73 })).toBe('none');
    expect(of({ value: 1.73, high: null })).toBe('atLeast');
    expect(of({ value: 1.73, assumes: 'gaussianCopula' })).toBe('atLeast');
    expect(of({ value: 1.73, assumes: 'gaussianCopula', certified: 'none' })).toBe('none');
    expect(of({ value: 1.73, low: 1.2, bound: 'upper' })).toBe('atMost');
    expect(of({ value: 1.73, bound: 'lower' })).toBe('atLeast');
    expect(of({ value: 1.73, bound: 'lower', high: 1.74 })).toBe('none');
    // What a model gives does not close a bound.
    expect(of({ value: 1.73, bound: 'lower', high: 1.74, assumes: 'gaussianCopula' })).toBe('atLeast');
  });

  it('stands before the number in CodeLens and on the charts', () => {
    const open = about('outputInformation', 'out', { value: 1.5, low: 1.23, bound: 'lower', high: 2 });
    expect(estimateFigure(open)).toBe('≥ 1.2');
    expect(estimateFigure({ ...open, bound: 'none', high: null })).toBe('≥ 1.2');
    const scene = sceneOf(new ResultIndex(resultOf({ config, estimates: [open] })), firstChoices, false);
    expect(flowChartData(scene).says).toContain('at least 1.23 bits');
  });
});

describe('a loss', () => {
  const lost = (before: Partial<Estimate>, after: Partial<Estimate>): AnalysisResult =>
    spoken([
      withNumbers(about('outputInformation', 'memory', { value: 2, estimator: 'knownConditional' }), before),
      withNumbers(about('outputInformation', 'code', { value: 1, estimator: 'knownConditional' }), after),
    ]);

  it('of what a lower bound leaves is at most the difference, and told as at least the certain part', () => {
    const result = lost({}, { low: 0.9, high: 1.3, bound: 'lower' });
    expect(result.losses).toMatchObject([{ afterBound: 'lower', lost: 1 }]);
    expect(result.losses?.[0]).not.toHaveProperty('comparable');
    expect(lossLines(result)[1]).toMatch(/2\.00 → ≥1\.00 {2}≤1\.00 \[0\.60, 1\.20\]/);
    expect(result.findings.map(fill).join()).toContain('loses at least 0.6 bits');
  });

  it('is marked in the table where the bound is nearly closed too', () => {
    const result = lost({ value: 0.53, low: 0.53, high: 0.53 }, { value: 0.39, low: 0.38, high: 0.4, bound: 'lower' });
    expect(lossLines(result)[1]).toMatch(/0\.53 → ≥0\.39 {2}≤0\.14 \[0\.13, 0\.15\]/);
  });

  it('between two lower bounds has no side: only the certain part is told', () => {
    const both = { bound: 'lower' as const };
    const result = lost({ high: 2.4, ...both }, { low: 0.9, high: 1.3, ...both });
    expect(result.losses?.[0]).not.toHaveProperty('comparable');
    expect(lossLines(result)[1]).toMatch(/≥2\.00 → ≥1\.00 {2}≥0\.60/);
  });
});

describe('a horizon', () => {
  const none = estimate({ quantity: 'memoryNull', source: 'X', target: 'memory', value: 0, half: 0.01 });
  const fitOf = (...last: (Partial<Estimate> & { value: number })[]) => {
    const lags = memoryOf('memory', [1.5, 1.2, ...last.map(({ value }) => value)]);
    return { lags, fit: memoryFits([...lags.map((one, i) => withNumbers(one, last[i - 2] ?? {})), none])[0] };
  };

  it('is definite where the next lag is certain to hold next to nothing', () => {
    expect(fitOf({ value: 0, low: 0, high: 0.04 }).fit).not.toHaveProperty('open');
  });

  it('is the least where the next lag may be held too', () => {
    const open = { horizon: 1, open: true, undecided: 2 };
    expect(fitOf({ value: 0, low: 0, high: 0.4 }).fit).toMatchObject(open);
    expect(fitOf({ value: 0, low: 0, high: null }).fit).toMatchObject(open);
    // A model that sees nothing excludes nothing.
    expect(fitOf({ value: 0, low: 0, high: 0.01, assumes: 'gaussianCopula' }).fit).toMatchObject(open);
    expect(horizonFigure(fitOf({ value: 0, low: 0, high: 0.4 }).fit)).toBe('≥ 1');
    expect(horizonFigure({ layer: 'memory', epoch: 1, horizon: 'none', open: true })).toBe('?');
  });

  it('reads so in the sentence and on the chart', () => {
    const lags = memoryOf('memory', [1.5, 1.2, 0]).map((one, i) =>
      withNumbers(one, i < 2 ? {} : { low: 0, high: 0.4 }),
    );
    const estimates = [...lags, none];
    const result = resultOf({ config, estimates, fits: memoryFits(estimates) });
    expect(findings(result).map(fill)[0]).toBe(
      'memory remembers its input at least up to lag 1: 1.5 bits about the latest step, 1.2 bits about that one.',
    );
    const { notes } = memoryChartData(sceneOf(new ResultIndex(result), firstChoices, false));
    expect(notes).toContain('memory: distinguishable from zero at least up to lag 1');
  });
});
