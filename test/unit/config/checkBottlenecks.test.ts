import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config/readConfig';

const out = { type: 'dense', name: 'out', units: 4, activation: 'softmax' };
const problems = (z: object, more: object[] = []): string[] =>
  readConfig(
    JSON.stringify({
      data: { task: 'delayedCopy' },
      model: { layers: [{ type: 'bottleneck', name: 'z', units: 2, ...z }, ...more, out] },
      training: { epochs: 10 },
    }),
  ).problems.map(({ severity, path, message }) => `${severity} ${path.slice(3).join('.')}: ${message}`);

describe('a bottleneck in a config', () => {
  it('has components with a mixture prior alone', () => {
    expect(problems({ prior: 'mixture', components: 4 })).toEqual([]);
    expect(problems({ components: 4 })).toEqual([
      expect.stringMatching(/^error components: "z" has 4 components, but its prior is "standard"/),
    ]);
    expect(problems({ prior: 'mixture', components: 1 })).toHaveLength(1);
  });

  it('warms up within its training', () => {
    expect(problems({ warmup: { epochs: 5 } })).toEqual([]);
    expect(problems({ warmup: { epochs: 10, shape: 'cyclic' } })).toEqual([]);
    expect(problems({ warmup: { epochs: 10 } })).toEqual([
      expect.stringMatching(/^warning warmup.epochs: .*leave some epochs/),
    ]);
    expect(problems({ warmup: { epochs: 11 } })).toEqual([expect.stringMatching(/^error warmup.epochs: .*at most 10/)]);
    expect(problems({ warmup: { epochs: 0 } })).toEqual([expect.stringMatching(/^error warmup.epochs/)]);
  });

  it('makes a code of the last step only if the target is at the end', () => {
    expect(problems({ steps: 'end' })).toEqual([
      expect.stringMatching(/^error steps: "z" makes one code of the last step, but there is a target at every step/),
    ]);
    expect(problems({ steps: 'end' }, [{ type: 'gru', units: 2 }])).toContainEqual(
      expect.stringMatching(/^error type: "gru" has no sequence to read: "z" before it/),
    );
  });

  it('has a positive beta, and a Lagrangian by name', () => {
    expect(problems({ beta: -1 })).toEqual([expect.stringMatching(/^error beta: .*more than 0/)]);
    expect(problems({ lagrangian: 'square' })).toEqual([
      expect.stringMatching(/^error lagrangian: .*Did you mean "squared"\?/),
    ]);
  });
});

describe('an entropy bottleneck in a config', () => {
  const errorsOf = (layers: object[], data: object = { task: 'delayedCopy' }): string[] =>
    readConfig(JSON.stringify({ data, model: { layers }, training: { epochs: 0 } })).problems.map(
      ({ path, message }) => `${path.join('.')}: ${message}`,
    );

  it('does not read integers', () => {
    const z = { type: 'entropyBottleneck', name: 'z' };
    expect(errorsOf([{ type: 'gru', units: 2 }, z, out])).toEqual([]);
    expect(errorsOf([z, { type: 'dense', units: 1 }], { task: 'gaussianProcess' })).toEqual([]);
    expect(errorsOf([z, out])).toEqual([
      expect.stringMatching(/^model.layers.0.type: "z" would round the input, whose symbols are whole numbers already/),
    ]);
    expect(errorsOf([{ type: 'gru', units: 2 }, z, { ...z, name: 'y' }, out])).toEqual([
      expect.stringMatching(/^model.layers.2.type: "y" would round "z", whose codes are whole numbers already/),
    ]);
  });

  it('needs a head, and a beta above 0', () => {
    expect(
      errorsOf([
        { type: 'gru', units: 2 },
        { type: 'entropyBottleneck', name: 'z', units: 2 },
      ]),
    ).toEqual([expect.stringMatching(/"z" has a rate but no head after it/)]);
    expect(errorsOf([{ type: 'gru', units: 2 }, { type: 'entropyBottleneck', beta: 0 }, out])).toEqual([
      expect.stringMatching(/beta.*more than 0/),
    ]);
  });
});

describe('an infomax layer in a config', () => {
  const errorsOf = (keep: object, layers: object[] = [out], data: object = { task: 'delayedCopy' }): string[] =>
    readConfig(
      JSON.stringify({
        data,
        model: {
          layers: [{ type: 'gru', name: 'h', units: 2 }, { type: 'infomax', name: 'keep', ...keep }, ...layers],
        },
      }),
    ).problems.map(({ path, message }) => `${path.join('.')}: ${message}`);

  it('is about what comes before it', () => {
    for (const about of ['X', 'future', 'h']) expect(errorsOf({ about })).toEqual([]);
    expect(errorsOf({ about: 'out' }, [{ ...out, name: 'out' }])).toEqual([
      expect.stringMatching(/^model.layers.1.about: "keep" is about "out", which comes after it/),
    ]);
    expect(errorsOf({ about: 'nobody' })).toEqual([
      expect.stringMatching(/^model.layers.1.about: "keep" is about "nobody", but no layer has that name/),
    ]);
    expect(errorsOf({ about: 'future' }, [{ ...out, units: 2 }], { task: 'parity', length: 1 })).toEqual([
      expect.stringMatching(/^model.layers.1.about: .*none/),
    ]);
  });

  it('needs neither a head nor a target', () => {
    expect(errorsOf({}, [], { task: 'gaussianNoise' })).toEqual([]);
    expect(errorsOf({}, [], { task: 'file', inputs: 'x.npy' })).toEqual([]);
    // A target that is there and not predicted is no mistake, but may be one.
    for (const data of [{ task: 'delayedCopy' }, { task: 'file', inputs: 'x.npy', targets: 'y.npy' }])
      expect(errorsOf({}, [], data)).toEqual([
        expect.stringMatching(/^model.layers.1: No layer predicts the target of the data: "keep" alone trains/),
      ]);
    expect(errorsOf({ weight: 0 })).toEqual([expect.stringMatching(/weight.*more than 0/)]);
  });

  it('does not hide the layer that is meant as the head', () => {
    const last = (dense: object, data?: object): string[] =>
      errorsOf(
        {},
        [
          { name: 'out', ...dense },
          { type: 'infomax', name: 'late' },
        ],
        data,
      );
    expect(last(out)).toEqual([
      'model.layers.3.type: "late" comes after "out", so that "out" does not predict the target. Put it ' +
        'before "out", ' +
        'or give "out" a "head": {}.',
    ]);
    expect(last({ ...out, head: {} })).toEqual([]);
    // Neither fits the target of the data, if there is one.
    expect(last({ type: 'dense', units: 5, activation: 'tanh' })).toEqual([]);
    expect(last(out, { task: 'gaussianNoise' })).toEqual([]);
  });
});
