import { verbatim } from '../../../src/base/sentence';
import { describe, expect, it } from 'vitest';
import { advice } from '../../../src/analysis/sayings/advice/advice';
import { findings } from '../../../src/analysis/sayings/findings/findings';
import type { AnalysisResult, Estimate } from '../../../src/result/result';
import { about, estimate, exactLine, layer, memoryOf, resultOf } from '../../support/results';
import { fill } from '../../support/sentences';

/** A result whose numbers are chosen by hand, so that what is said of them is known. */
function resultWith(memory: number[], held: { memory: number; z: number }, input = 8): AnalysisResult {
  const config = `{ "data": { "task": "delayedCopy" }, "model": { "layers": [
    { "type": "lstm", "name": "memory", "units": 16 },
    { "type": "bottleneck", "name": "z", "units": 4, "beta": 5 },
    { "type": "dense", "name": "out", "units": 4, "activation": "softmax" }] } }`;
  const narrow = { half: 0.02, bound: 'lower' } as const;
  return resultOf({
    config,
    layers: [
      layer({ name: 'memory', type: 'lstm', units: 16, recurrent: true }),
      layer({ name: 'z', type: 'bottleneck' }),
    ],
    training: [{ epoch: 30, loss: 0.01, validationLoss: 0.01, accuracy: 0.995, validationAccuracy: 0.994 }],
    predictions: [{ head: 'out', target: 'Y', time: 12, epoch: 30, accuracy: 0.994, chance: 0.27, samples: 1000 }],
    exact: [
      exactLine({ quantity: 'entropy', source: 'X', target: 'X', value: 2, name: verbatim('H(X)') }),
      exactLine({ quantity: 'entropy', source: 'Y', target: 'Y', value: 2, name: verbatim('H(Y)') }),
      exactLine({ quantity: 'outputInformation', source: 'X', target: 'Y', value: 2, name: verbatim('I(X;Y)') }),
    ],
    estimates: [
      ...memoryOf('memory', memory, narrow),
      about('inputInformation', 'memory', { value: input, ...narrow }),
      about('outputInformation', 'memory', { value: held.memory, ...narrow }),
      about('outputInformation', 'z', { value: held.z, ...narrow }),
    ],
  });
}

describe('findings', () => {
  it('says how far back the memory reaches', () => {
    const said = findings(resultWith([1.99, 1.98, 2, 1.97, 0.01, 0, 0], { memory: 2, z: 2 })).map(fill);
    expect(said[0]).toBe(
      'memory keeps 2.0 of 2.0 bits of each step up to lag 3; each step at lags 4 to 6 shows almost nothing on ' +
        'its own.',
    );
    expect(said[1]).toBe(
      'memory holds 2.0 of the 2.0 bits that can be known about the target; at this step the head out is right in ' +
        '99.4 % of the held-out cases (chance level 27 %).',
    );
  });

  it('says that memory is gone only of lags that were estimated', () => {
    const said = (...memory: number[]) => fill(findings(resultWith(memory, { memory: 2, z: 2 }))[0]);
    expect(said(1.99, 1.98, 1, 0.5, 0.01)).toBe(
      'memory keeps 2.0 of 2.0 bits of each step up to lag 1; the step at lag 4 shows almost nothing on its own.',
    );
    expect(said(1.99, 1.98, 1, 0.5)).toBe(
      'memory keeps 2.0 of 2.0 bits of each step up to lag 1. Its memory then fades, but is not gone at the ' +
        'largest lag, 3.',
    );
    // What rises again does not fade.
    expect(said(1.99, 1.98, 0.4, 0.3, 0.9)).toBe(
      'memory keeps 2.0 of 2.0 bits of each step up to lag 1. It holds less of older steps, but something up ' +
        'to the largest lag, 4.',
    );
    expect(said(1.99, 1, 0.01)).toMatch(/of the latest step; the step at lag 2 shows almost nothing on its own\.$/);
    expect(said(1.99, 1, 0.5)).toMatch(/of the latest step\. .* is not gone at the largest lag, 2\.$/);
    expect(said(0.6, 1.5, 0.01)).toMatch(
      /at lag 1 best \(1\.5 of 2\.0 bits\); the step at lag 2 shows almost nothing on its own\.$/,
    );
    expect(said(0.6, 0.5, 1.5)).toMatch(/at lag 2 best \(1\.5 of 2\.0 bits\)\.$/);
    // In long sequences not every lag is estimated, so that a lag between two of them is unknown.
    const thinned = resultWith([1.99, 1, 0.01], { memory: 2, z: 2 });
    for (const estimate of thinned.estimates) if (estimate.lag !== undefined) estimate.lag *= 3;
    expect(fill(findings(thinned)[0])).toMatch(/the step at lag 6 shows almost nothing on its own\.$/);
  });

  it('finds information in a block that no single lag shows', () => {
    expect(fill(findings(resultWith([0, 0.01, 0], { memory: 1, z: 1 }, 1))[0])).toBe(
      'memory holds 1.0 bits about its input as a whole. Its information about single steps adds up to less ' +
        'than a quarter of that.',
    );
  });

  it("compares with the target's entropy where the information of the input about it is unknown", () => {
    const result = resultWith([2, 2], { memory: 1.5, z: 1.5 });
    result.exact = result.exact.filter((line) => line.quantity === 'entropy');
    expect(findings(result).map(fill)).toContain(
      'memory holds 1.5 bits about the target, whose entropy is 2.0 bits; at this step the head out is right ' +
        'in 99.4 % ' +
        'of the held-out cases (chance level 27 %).',
    );
  });

  it('says when a label of the whole sequence became known', () => {
    const result = resultWith([2, 2], { memory: 2, z: 2 });
    const end = result.estimates.find((estimate) => estimate.source === 'memory' && estimate.target === 'Y')!;
    result.data = {
      title: verbatim(''),
      training: 1,
      heldOut: 1,
      length: 12,
      features: 4,
      target: { at: 'end', classes: 4 },
    };
    const curve = [0.2, 0.6, 1.1, 1.5, 1.85, 1.9].map((value, i) => ({
      ...end,
      value,
      low: value - 0.04,
      high: value + 0.04,
      time: i + 1,
    }));
    const told = result.estimates;
    result.estimates = [...told, ...curve];
    expect(findings(result).map(fill)).toContain(
      'memory reaches half of its final information about the target by step 3 of 12, and nine tenths by step 5.',
    );
    // Whether step 2 holds half is unsure, and so whether step 3 is the first; then whether step 4 holds nine tenths.
    const wide = (step: number) => [
      ...told,
      ...curve.map((one) => (one.time === step ? { ...one, low: one.value - 0.2, high: one.value + 0.5 } : one)),
    ];
    result.estimates = wide(2);
    expect(findings(result).map(fill)).toContain(
      'memory holds at least half of its final information about the target from step 3 of 12 on.',
    );
    result.estimates = wide(4);
    expect(findings(result).map(fill)).toContain(
      'memory reaches half of its final information about the target by step 3 of 12.',
    );
    result.estimates = [...told, ...curve];
    result.data.target = { at: 'every', classes: 4 };
    expect(findings(result).map(fill).join()).not.toContain('half of its final information');
  });

  it('names the narrowest place and its beta', () => {
    const result = resultWith([2, 2, 2, 2, 0, 0], { memory: 2, z: 1.1 });
    expect(findings(result).map(fill)).toContain(
      'z passes on 1.1 of 2.0 bits about the target. This is the largest loss of information about the ' +
        'target in the network. ' +
        'The beta of z is 5.',
    );
    expect(advice(result).map(fill)).toContain(
      'z passes on 1.1 of 2.0 bits about the target at beta 5. A larger beta (try 18) keeps more.',
    );
  });

  it('never reads out negative information', () => {
    const result = resultWith([2, 2, 2, 2, 0, 0], { memory: 2, z: -0.04 });
    const said = [...findings(result), ...advice(result)].map(fill);
    expect(said).toContain(
      'z passes on 0.0 of 2.0 bits about the target. This is the largest loss of information about the ' +
        'target in the network. ' +
        'The beta of z is 5.',
    );
    expect(said.join()).not.toContain('-0');
    expect(result.estimates.some(({ value }) => value === -0.04)).toBe(true);
  });

  it('names a state that is nearly full', () => {
    const result = resultWith([2, 2, 2, 2, 0, 0], { memory: 2, z: 2 });
    const capacity = (value: number): Estimate => ({
      quantity: 'stateCapacity',
      source: 'X',
      target: 'memory',
      time: 12,
      epoch: 30,
      value,
      low: value,
      high: value,
      unit: 'bits',
      estimator: 'gaussian',
      bound: 'upper',
      samples: 1000,
    });
    const said = (value: number) =>
      findings({ ...result, estimates: [...result.estimates, capacity(value)] })
        .map(fill)
        .join(' ');
    expect(said(9)).toContain(
      'memory holds 8.0 of the 9.0 bits that a Gaussian state of the same covariance holds at this noise, which is ' +
        'the most at this covariance.',
    );
    expect(said(11)).not.toContain('Gaussian state');
  });

  it('says nothing about a capacity that is negligible', () => {
    const result = resultWith([0, 0, 0], { memory: 0, z: 0 }, 0.03);
    const said = (capacity: number) => {
      const numbers = { value: capacity, half: 0, bound: 'upper' } as const;
      const estimates = [
        ...result.estimates,
        estimate({ quantity: 'stateCapacity', source: 'X', target: 'memory', ...numbers }),
      ];
      return findings({ ...result, estimates }).map(fill);
    };
    for (const capacity of [-0.01, 0, 0.01]) expect(said(capacity).join()).not.toContain('Gaussian state');
  });
});
