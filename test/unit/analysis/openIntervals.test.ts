import { verbatim } from '../../../src/base/sentence';
import { describe, expect, it } from 'vitest';
import { findings } from '../../../src/analysis/sayings/findings/findings';
import { informationLosses } from '../../../src/analysis/sayings/informationLoss/losses';
import { ResultIndex } from '../../../src/result/resultIndex';
import type { Estimate } from '../../../src/result/result';
import { about, estimate, exactLine, memoryOf, resultOf } from '../../support/results';
import { fill } from '../../support/sentences';

const config = `{ "data": { "task": "delayedCopy" }, "model": { "layers": [
  { "type": "lstm", "name": "memory", "units": 16 },
  { "type": "dense", "name": "out", "units": 4, "activation": "softmax" }] } }`;
const twoBits = ['X', 'Y'].map((name) =>
  exactLine({ quantity: 'entropy', source: name, target: name, value: 2, name: verbatim(`H(${name})`) }),
);
const said = (...estimates: Estimate[]): string[] =>
  findings(resultOf({ config, exact: twoBits, estimates })).map(fill);
const lower = (low: number, value: number, high: number): Partial<Estimate> & { value: number; high: number } => ({
  low,
  value,
  high,
  bound: 'lower',
});
const lags = (...intervals: [low: number, value: number, high: number][]): Estimate[] =>
  intervals.map((ends, lag) => estimate({ quantity: 'memory', source: 'X', target: 'memory', lag, ...lower(...ends) }));

describe('numbers whose interval is open', () => {
  it('are not told as facts about the target', () => {
    expect(said(about('outputInformation', 'memory', lower(0, 0, 2)))).toEqual([
      'The bounds do not tell how much memory holds about the target.',
    ]);
    expect(said(about('outputInformation', 'memory', lower(0.5, 0.9, 2)))).toEqual([
      'memory holds at least 0.5 bits about the target, whose entropy is 2.0 bits.',
    ]);
  });

  it('are named among the lags that are remembered', () => {
    expect(said(...lags([1.6, 1.8, 2], [0, 0, 2], [0, 0, 2], [1.7, 1.9, 2]))).toEqual([
      'memory remembers the inputs at these lags: 0, 3; at least 1.6 bits about each. The bounds do not tell how ' +
        'much it holds of the others.',
    ]);
  });

  it('and of lags that are bounded closely nothing is left open', () => {
    expect(said(...lags([1.6, 1.8, 2], [0, 0.02, 0.06], [0, 0.03, 0.06], [1.7, 1.9, 2]))).toEqual([
      'memory remembers the inputs at these lags: 0, 3; at least 1.6 bits about each.',
    ]);
  });

  it('begin at a lag that the sentence names, where newer ones are told', () => {
    const kept = Array.from({ length: 3 }, () => [1.96, 1.99, 2] as [number, number, number]);
    expect(said(...lags(...kept, [1.4, 1.5, 1.5], [0.8, 0.9, 0.9], [0, 0, 0.2], [0, 0, 0.2]))[0]).toBe(
      'memory keeps 2.0 of 2.0 bits of each step up to lag 2. It holds less of older ones, and the bounds do not ' +
        'tell how much from lag 5 on.',
    );
    expect(said(...lags([1.96, 1.99, 2], [1.4, 1.5, 1.5], [0, 0, 0.2], [0, 0, 0.2]))[0]).toBe(
      'memory keeps 2.0 of 2.0 bits of the latest step. It holds less of older ones, and the bounds do not tell how ' +
        'much from lag 2 on.',
    );
  });

  it('name no best lag where another may hold as much, and count on the least', () => {
    expect(said(...lags([1.4, 1.4, 2], [1, 1, 2], [1.3, 1.3, 2]))[0]).toBe(
      'memory remembers its input up to lag 2: at least 1.0 bits about each step.',
    );
    expect(said(...memoryOf('memory', [1.98, 1.98, 1.75, 1, 0.3]))[0]).toBe(
      'memory keeps at least 1.7 of 2.0 bits of each step up to lag 2. Its memory then fades, but is not gone at the ' +
        'largest lag, 4.',
    );
  });

  it('are not rounded beyond what they say', () => {
    const kept = said(...memoryOf('memory', [1.98, 1.94, 1.96], { bound: 'lower', half: 0.06 }));
    expect(kept[0]).toBe('memory keeps at least 1.88 of 2.0 bits of every step it has seen.');
  });

  it('are no sign of forgetting, and small ones no sign of nothing', () => {
    expect(said(...lags([0, 0, 2], [0, 0, 2]))[0]).toMatch(/^The bounds do not tell how much memory holds/);
    expect(said(...lags([0, 0.01, 0.02], [0.03, 0.06, 0.09]))[0]).toBe(
      'memory holds at most 0.09 bits about any single input step.',
    );
    expect(said(...lags([0, 0.01, 0.02]))[0]).toBe(
      'memory holds no measurable information about any single input step.',
    );
  });

  it('say nothing of a whole that a model gives', () => {
    const whole = about('inputInformation', 'memory', { value: 3, assumes: 'functionOfInput', certified: 'high' });
    expect(said(whole, ...memoryOf('memory', [0.01, 0]))).not.toContainEqual(expect.stringContaining('as a whole'));
    const { assumes, certified, ...sure } = whole;
    expect(said(sure, ...memoryOf('memory', [0.01, 0]))).toContainEqual(expect.stringContaining('as a whole'));
  });
});

describe('what is there and what is not', () => {
  it('an input that shows only beside later ones is named', () => {
    const given = [0.9, 0.1].map((value, i) =>
      estimate({ quantity: 'conditionalMemory', source: 'X', target: 'memory', lag: 1 - i, value, half: 0.05 }),
    );
    expect(said(...memoryOf('memory', [0.1, 0]), ...given)).toContain(
      'Given all later inputs, memory holds 0.9 bits about the input at lag 1; alone that input shows at ' +
        'most 0.02 bits.',
    );
    // Alone it shows as much.
    expect(said(...memoryOf('memory', [0.1, 0.9]), ...given).join()).not.toContain('Given all later');
  });

  it('a target that never changes has nothing to know', () => {
    const constant = [exactLine({ quantity: 'entropy', source: 'Y', target: 'Y', value: 0, name: verbatim('H(Y)') })];
    const estimates = [about('outputInformation', 'memory', { value: 0, half: 0 })];
    expect(findings(resultOf({ config, exact: constant, estimates })).map(fill)).toEqual([
      'The target is the same in all analyzed sequences, so there is nothing to know about it.',
    ]);
  });

  it('an input with less to tell is not forgotten, and what older inputs show again is not lost', () => {
    const lost = (values: number[], entropies: number[]): number =>
      informationLosses(
        new ResultIndex(
          resultOf({
            config,
            estimates: [
              ...memoryOf('memory', values),
              ...entropies.map((value, lag) =>
                estimate({ quantity: 'entropy', source: 'X', target: 'X', value, time: 12 - lag, half: 0 }),
              ),
            ],
          }),
        ),
      ).length;
    expect(lost([2, 1.58], [2, 1.58])).toBe(0);
    expect(lost([2, 1.58], [2, 2])).toBe(1);
    expect(lost([2, 0.5, 1.9], [2, 2, 2])).toBe(0);
  });

  it('a loss that two assumed numbers show carries their assumption', () => {
    const result = (more: Partial<Estimate>) =>
      resultOf({ config, estimates: memoryOf('memory', [1.9, 0.2]).map((one) => ({ ...one, ...more })) });
    const assumed = result({ assumes: 'functionOfInput', certified: 'none' });
    const told =
      'That memory loses so much is known only if one assumes that the states are a function of the recorded input.';
    expect(informationLosses(new ResultIndex(assumed))[0]).toMatchObject({
      assumes: 'functionOfInput',
      certified: 'none',
    });
    expect(findings(assumed).map(fill)).toContain(told);
    expect(findings(result({})).map(fill)).not.toContain(told);
    expect(informationLosses(new ResultIndex(result({})))[0]).not.toHaveProperty('assumes');
  });
});
