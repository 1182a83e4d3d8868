import { describe, expect, it } from 'vitest';
import { inEnglish } from '../../../src/base/sentence';
import { headMismatch } from '../../../src/config/layers/problems/headMismatch';
import { readConfig } from '../../../src/config/readConfig';

const out = { type: 'dense', name: 'out', units: 4, activation: 'softmax' };
const found = (severity: 'error' | 'warning', data: object, ...layers: object[]): string[] =>
  readConfig(JSON.stringify({ data, model: { layers } }))
    .problems.filter((problem) => problem.severity === severity)
    .map(({ path }) => path.join('.'));
const copy = { task: 'delayedCopy' };
const errors = (...layers: object[]): string[] => found('error', copy, ...layers);
const warnings = (...layers: object[]): string[] => found('warning', copy, ...layers);
const a = { type: 'gru', name: 'a', units: 4 };
const namedHead = { type: 'dense', name: 'out', units: 3 } as const;
const z = { type: 'bottleneck', name: 'z', units: 2 };

describe('heads in a config', () => {
  it('predict targets that the data have, in their shape', () => {
    expect(errors(a, { ...out, head: { target: 'X' } })).toEqual([]);
    expect(errors(a, { ...out, units: 5, head: { target: 'next' } })).toEqual(['model.layers.1.units']);
    expect(errors(a, { ...out, activation: 'relu', head: { target: 'X' } })).toEqual(['model.layers.1.activation']);
    expect(errors(a, { ...out, head: { target: 'speaker' } })).toEqual(['model.layers.1.head.target']);
    expect(errors(a, { ...out, head: { weight: 0 } })).toEqual(['model.layers.1.head.weight']);
    expect(found('error', { task: 'gaussianNoise', features: 2 }, a, { type: 'dense', units: 2 })).toEqual([
      'training.epochs',
    ]);
    expect(found('error', { task: 'gaussianNoise', features: 2 }, a, { type: 'dense', units: 2, head: {} })).toEqual([
      'model.layers.1.head.target',
    ]);
    expect(
      found('error', { task: 'gaussianNoise', features: 2 }, a, { type: 'dense', units: 2, head: { target: 'X' } }),
    ).toEqual([]);
    expect(
      found('error', { task: 'gaussianNoise', length: 1 }, a, { type: 'dense', units: 1, head: { target: 'next' } }),
    ).toEqual(['model.layers.1.head.target']);
  });

  it('depend on every layer', () => {
    expect(errors(a, { ...out, head: {} }, { type: 'dense', name: 'lost', units: 3 })).toEqual(['model.layers.2']);
    expect(errors(a, { type: 'lstm', name: 'b', units: 3, input: 'X' }, { ...out, skip: ['a'] })).toEqual([]);
    expect(errors(a, { type: 'lstm', name: 'b', units: 3, input: 'X' }, out)).toEqual(['model.layers.0']);
  });

  it('get a warning if one reads another, or reconstructs without compression', () => {
    expect(warnings(a, z, { ...out, head: {} }, { ...out, name: 'again', input: 'z', head: { target: 'X' } })).toEqual(
      [],
    );
    expect(warnings(a, z, { ...out, head: {} }, { ...out, name: 'again', head: { target: 'X' } })).toEqual([
      'model.layers.3',
    ]);
    expect(warnings(a, { ...out, head: { target: 'X' } })).toEqual(['model.layers.1.head']);
  });
});

it('a head learns the variance of clean values alone', () => {
  const data = { task: 'gaussianNoise', length: 4, corrupt: { by: 'noise', training: 0.5 } };
  const head = (target: string) => ({ type: 'dense', units: 1, head: { target, variance: 'learned' } });
  expect(found('error', data, a, head('clean'))).toEqual([]);
  expect(found('error', data, a, head('X'))).toEqual(['model.layers.1.head.variance']);
  const spoiled = { ...copy, corrupt: { by: 'substitute', training: 0.1 } };
  expect(found('error', spoiled, a, { ...out, head: { target: 'clean', variance: 'learned' } })).toEqual([
    'model.layers.1.head.variance',
  ]);
});

it('a head for tags may not end in a softmax, which says one alone', () => {
  const wrong = (activation: 'softmax' | 'sigmoid'): ReturnType<typeof headMismatch> =>
    headMismatch({ index: 1, target: 'Y' }, { ...namedHead, activation }, { at: 'end', values: 3, tags: true });
  expect(wrong('sigmoid')).toBeUndefined();
  expect(wrong('softmax')?.right).toBe('sigmoid');
  expect(inEnglish(wrong('softmax')!.sentence)).toMatch(
    /3 tags, of which several may be there.*"activation" to "sigmoid"/,
  );
});

describe('branches in a config', () => {
  it('read an earlier layer or the input', () => {
    expect(errors(a, { type: 'gru', units: 2, input: 'a' }, out)).toEqual([]);
    expect(errors({ ...a, input: 'out' }, out)).toEqual(['model.layers.0.input']);
    expect(errors({ ...a, input: 'a' }, out)).toEqual(['model.layers.0.input']);
    expect(errors(a, { ...out, input: 'nobody' })).toEqual(['model.layers.1.input']);
    expect(errors({ type: 'bidirectional', layer: { type: 'gru', units: 2, input: 'X' } }, out)).toEqual([
      'model.layers.0.layer.input',
    ]);
  });

  it('repeat a single step, never a sequence', () => {
    const rebuilt = [{ type: 'repeatVector' }, { type: 'gru', units: 2 }, { ...out, head: { target: 'X' } }];
    expect(errors(a, z, ...rebuilt)).toEqual([]);
    expect(errors({ ...a, returnSequences: true }, z, ...rebuilt)).toEqual(['model.layers.2.type']);
    expect(errors(z, ...rebuilt)).toEqual(['model.layers.1.type']);
    expect(errors({ ...a, returnSequences: false }, z, { ...out, head: { target: 'X' } })).toEqual(['model.layers.2']);
    expect(errors({ ...a, returnSequences: false }, { type: 'gru', units: 2 }, out)).toContain('model.layers.1.type');
  });
});
