import { describe, expect, it } from 'vitest';
import { attentionInUnit, attentionMaps, blockEnds, peakOf } from '../../../src/analysis/measures/attentionMaps';
import { attentionFindings } from '../../../src/analysis/sayings/findings/attentionFindings';
import { ResultIndex } from '../../../src/result/resultIndex';
import { fakeResult } from '../../../webview/fake/result';

/** Every step that can looks `back` steps back with `weight`, and spreads the rest over itself. */
function looking(length: number, back: number, weight: number): Float32Array {
  const weights = new Float32Array(length * length);
  for (let t = 0; t < length; t++) {
    const at = t - back;
    const there = at >= 0 && at < length ? weight : 0;
    weights[t * length + t] += 1 - there;
    if (there > 0) weights[t * length + at] += there;
  }
  return weights;
}

const states = (length: number, attention: Float32Array, headAttention?: Float32Array) => [
  {
    layer: 'attend',
    type: 'attention',
    values: new Float32Array(length),
    samples: 7,
    length,
    units: 1,
    recurrent: false,
    stochastic: false,
    attention,
    ...(headAttention && { headAttention }),
  },
];

describe('where attention looks', () => {
  it.each([
    [20, 12, 0.75],
    [20, 1, 0.625],
    [9, -3, 0.875],
    [64, 40, 0.75],
    [5, 0, 1],
  ])('in %d steps: %d back with %d of the weight', (length, back, weight) => {
    expect(peakOf(looking(length, back, weight), length)).toEqual({ back, weight });
  });

  it('is not a distance that few steps can reach', () => {
    // The last step alone can look so far back, whatever it does.
    const weights = looking(20, 0, 1);
    weights.fill(1 / 20, 0, 19 * 20);
    weights.fill(0, 19 * 20);
    weights[19 * 20] = 1;
    expect(peakOf(weights, 20).back).not.toBe(19);
  });

  it('is drawn step by step, or by blocks whose rows still add up to 1', () => {
    const [short] = attentionMaps(3, states(6, looking(6, 2, 0.75)));
    expect(short).toMatchObject({
      layer: 'attend',
      epoch: 3,
      samples: 7,
      steps: [1, 2, 3, 4, 5, 6],
      peak: { back: 2, weight: 0.75 },
    });
    expect(short.weights[4]).toEqual([0, 0, 0.75, 0, 0.25, 0]);
    expect(short.heads).toBeUndefined();
    const [long] = attentionMaps(3, states(500, looking(500, 100, 0.75)));
    expect(long.steps).toEqual(blockEnds(500));
    expect(long.steps.length).toBeLessThanOrEqual(64);
    expect(long.steps.at(-1)).toBe(500);
    for (const row of long.weights) expect(row.reduce((a, b) => a + b)).toBeCloseTo(1, 2);
    expect(long.peak).toEqual({ back: 100, weight: 0.75 });
  });

  it('has what passes the noise of each step, or block, in the unit', () => {
    const of = (length: number, nats: (step: number) => number) => {
      const stepNats = Float32Array.from({ length: 7 * length }, (_, i) => nats(i % length));
      const [shown] = states(length, looking(length, 1, 0.75));
      return attentionInUnit(attentionMaps(3, [{ ...shown, stochastic: true, stepNats }])[0], 'bits');
    };
    const map = of(4, (step) => (step === 2 ? 3 : 1 / 3) * Math.LN2);
    expect(map.passed).toMatchObject({ unit: 'bits', steps: [0.3333, 0.3333, 3, 0.3333], largestAt: 3 });
    expect(map.passed?.total).toBeCloseTo(4, 6);
    expect(map.passed?.largestShare).toBeCloseTo(0.75, 6);
    const [, said] = attentionFindings(new ResultIndex({ ...fakeResult(), attention: [map] }));
    expect(said).toMatchObject({
      message: '{0} lets at most {1} {2} of a sequence pass; {3} of that is at step {4}.',
      args: ['attend', '4.0', { message: 'bits' }, '75 %', 3],
    });
    // 500 steps of a bit each: all blocks together have them all.
    const blocks = of(500, () => Math.LN2).passed;
    expect(blocks?.total).toBeCloseTo(500, 3);
    expect(blocks?.steps.length).toBe(blockEnds(500).length);
  });

  it('is kept head by head where there are several', () => {
    const heads = new Float32Array([...looking(4, 1, 0.75), ...looking(4, 0, 1)]);
    const [map] = attentionMaps(0, states(4, looking(4, 1, 0.25), heads));
    expect(map.heads?.map(({ peak }) => peak)).toEqual([
      { back: 1, weight: 0.75 },
      { back: 0, weight: 1 },
    ]);
  });

  it('is said of the last epoch', () => {
    const attention = [0, 5].flatMap((epoch) =>
      attentionMaps(epoch, states(20, looking(20, epoch === 0 ? 0 : 12, 0.75))).map((map) =>
        attentionInUnit(map, 'bits'),
      ),
    );
    expect(attentionFindings(new ResultIndex({ ...fakeResult(), attention }))).toMatchObject([
      {
        message: '{0} attends most to the step {1} steps back, with {2} of its weight.',
        args: ['attend', 12, '75 %'],
        layer: 'attend',
      },
    ]);
  });
});
