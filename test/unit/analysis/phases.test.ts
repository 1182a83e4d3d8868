import { describe, expect, it } from 'vitest';
import { findings } from '../../../src/analysis/sayings/findings/findings';
import { phasesOf } from '../../../src/result/phases';
import type { Estimate } from '../../../src/result/result';
import { type Bounded, about, resultOf } from '../../support/results';
import { fill } from '../../support/sentences';

const config =
  '{ "data": { "task": "parity" }, "model": { "layers": [{ "type": "simpleRNN", "name": "h", "units": 2 ' +
  '}, { "type": "dense", "name": "out", "units": 2, "activation": "softmax" }] } }';

const path = (
  quantity: 'inputInformation' | 'outputInformation',
  values: readonly number[],
  half = 0.1,
  more: Partial<Bounded> = {},
): Estimate[] =>
  values.map((value, epoch) =>
    about(quantity, 'h', {
      value,
      half,
      epoch,
      estimator: 'knownConditional',
      of: { kind: 'declaredNoise', variance: 0.01 },
      ...more,
    }),
  );
const binned = (values: readonly number[], half = 0.1): Estimate[] =>
  path('inputInformation', values, half, {
    estimator: 'binning',
    of: { kind: 'bins', count: 10, equalWidth: true },
    beside: 'binning',
  });

function said(...estimates: Estimate[][]): string[] {
  return findings(resultOf({ config, estimates: estimates.flat() }))
    .map(fill)
    .filter((sentence) => /^h (gains|compresses)|compression in h/.test(sentence));
}
const target = path('outputInformation', [0, 0.5, 1]);

describe('phasesOf', () => {
  it('finds the peak, and what is let go after it with the interval of the difference', () => {
    const phases = phasesOf(path('inputInformation', [2, 4, 3]), target)!;
    expect(phases.peakEpoch).toBe(1);
    expect(phases.letGo.value).toBeCloseTo(1, 12);
    expect([phases.letGo.low, phases.letGo.high].map((value) => Number(value.toFixed(9)))).toEqual([0.8, 1.2]);
    expect(phases.gained!.low).toBeCloseTo(0.8, 12);
  });

  it('says nothing of one snapshot', () => expect(phasesOf(path('inputInformation', [2]), target)).toBeUndefined());
});

describe('what is said of compression', () => {
  it('stands out of the intervals, or is not said', () => {
    expect(said(path('inputInformation', [2, 4, 3]), target)).toEqual([
      'h gains 1.0 bits about the target over training. From epoch 1 on it compresses: it loses 1.0 bits about ' +
        'the input.',
    ]);
    expect(said(path('inputInformation', [2, 4, 3], 0.6), target)).toEqual([
      'h gains 1.0 bits about the target over training. The intervals show no clear compression of its input.',
    ]);
    expect(said(path('inputInformation', [2, 4, 3]), path('outputInformation', [0, 0.5, 1], 0.6))).toEqual([
      'h compresses from epoch 1 on: it loses 1.0 bits about the input. The intervals show no clear gain ' +
        'about the target.',
    ]);
  });

  it("distinguishes compression of the bins from the layer's", () => {
    expect(said(path('inputInformation', [4, 4, 3.9]), target, binned([4, 5, 2]))[1]).toBe(
      'binning shows 3.0 bits of compression in h after epoch 1, but the loss measured on its state + N(0, 0.01) ' +
        'is at most 0.3 bits. The estimator causes the rest, not the layer.',
    );
    expect(said(path('inputInformation', [4, 4, 3.9], 2), target, binned([4, 5, 2]))[1]).toBe(
      'binning shows 3.0 bits of compression in h after epoch 1. The intervals measured on its state + N(0, ' +
        '0.01) neither confirm nor exclude it.',
    );
    expect(said(path('inputInformation', [4, 4, 3]), target, binned([4, 5, 2]))[1]).toMatch(
      /shows 3\.0 bits of compression in h; .* is 1\.0 bits\. Both show compression, but they disagree on the amount/,
    );
    expect(said(path('inputInformation', [4, 4, 3]), target, binned([4, 3, 2.8]))[1]).toBe(
      'binning also shows compression in h: a loss of 1.2 bits about its input.',
    );
    const [, unseen] = said(path('inputInformation', [4, 5, 2]), target, binned([4, 4, 4]));
    expect(unseen).toMatch(/^binning shows at most 0\.\d bits of compression in h; it cannot see the loss /);
    expect(unseen).toContain(' measured on its state + N(0, 0.01)');
  });

  it('is silent on another bound of the same thing, and where neither compresses', () => {
    expect(
      said(
        path('inputInformation', [2, 4, 3]),
        target,
        path('inputInformation', [2, 5, 3], 0.1, { estimator: 'kdeUpper', beside: 'kdeUpper' }),
      ),
    ).toHaveLength(1);
    expect(said(path('inputInformation', [2, 3, 4]), target, binned([2, 3, 4]))).toHaveLength(1);
  });
});
