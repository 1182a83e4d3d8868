import { inEnglish } from '../../../../src/base/sentence';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../../src/config/readConfig';
import { importedConfig } from '../../../../src/analysis/imports/importedConfig';
import { importNetwork } from '../../../../src/models/weights/importNetwork';
import { weightsFor } from '../../../../src/models/weights/weightsFor';
import { fileOf, torchCell } from './arrays';

const tagger = { 'embed.weight': [9, 3], ...torchCell('enc.rnn', 3, 3, 4), 'head.weight': [2, 4], 'head.bias': [2] };

describe('a network that is imported', () => {
  it('is a config that is valid and takes the weights of the file', () => {
    const file = fileOf(tagger, 'pytorch');
    const network = importNetwork(file, 'tagger.pt');
    expect(network.reads).toEqual({ kind: 'symbols', count: 9 });
    const text = importedConfig(network, '/data/tagger.pt', '/data/tagger.rnn.json');
    const { config, problems } = readConfig(text);
    expect(problems).toEqual([]);
    const { layers, weights } = config!.model;
    expect(weights).toBe('tagger.pt');
    expect(layers.map(({ name, type }) => `${name} ${type}`)).toEqual(['embed embedding', 'enc_rnn gru', 'head dense']);
    expect(Object.keys(weightsFor(layers, file, 9).weights)).toHaveLength(6);
    expect(text).toContain('integers from 0 to 8');
    expect(text).toContain('// The file does not tell the activation of "head"; none is taken.');
  });

  it('has the order in which its widths fit, where the file keeps none', () => {
    const sorted = fileOf({ 'a.weight': [2, 5], 'a.bias': [2], ...torchCell('b', 4, 3, 5) });
    expect(importNetwork(sorted, 'f').layers.map(({ name }) => name)).toEqual(['b', 'a']);
    const either = fileOf({ ...torchCell('a', 4, 3, 3), ...torchCell('b', 4, 3, 3) });
    expect(() => importNetwork(either, 'f')).toThrow('f does not tell in which order its layers run: "a", "b"');
    // Made in this order, which a state_dict keeps.
    expect(importNetwork({ ...either, format: 'pytorch' }, 'f').layers.map(({ name }) => name)).toEqual(['a', 'b']);
    const apart = fileOf({ ...torchCell('a', 4, 3, 4), ...torchCell('b', 4, 3, 4) });
    expect(() => importNetwork(apart, 'f')).toThrow('are no chain');
  });

  it('is refused where the file holds what is no layer here, or no names of PyTorch or Keras', () => {
    expect(() => importNetwork(fileOf({ ...tagger, 'attn.in_proj_weight': [12, 4] }), 'f')).toThrow(
      'attn.in_proj_weight',
    );
    expect(() => importNetwork(fileOf({ 'h/kernel': [1, 6] }, 'npz'), 'f')).toThrow('no weights of PyTorch or Keras');
    expect(() => importNetwork(fileOf({}), 'f')).toThrow('no weights of PyTorch or Keras');
  });
});

describe('a description of a Keras model', () => {
  const layer = (class_name: string, config: object, from?: string) => ({
    class_name,
    config,
    inbound_nodes: from === undefined ? [] : [{ args: [{ config: { keras_history: [from, 0, 0] } }] }],
  });
  const gru = { name: 'memory', units: 2, activation: 'tanh', recurrent_activation: 'sigmoid', reset_after: true };
  const of = (...layers: object[]) => ({
    ...fileOf(
      {
        'layers/gru/cell/vars/0': [3, 6],
        'layers/gru/cell/vars/1': [2, 6],
        'layers/gru/cell/vars/2': [2, 6],
        'layers/dense/vars/0': [2, 1],
        'layers/dense/vars/1': [1],
        'layers/dropout/seed_generator/vars/0': [2],
        'optimizer/vars/1': [3, 6],
      },
      'keras',
    ),
    architecture: { config: { layers } },
  });
  const input = layer('InputLayer', { name: 'x' });

  it('tells names, settings, and layers without weights', () => {
    const { layers, assumed } = importNetwork(
      of(
        input,
        layer('GRU', { ...gru, return_sequences: false }, 'x'),
        layer('Dropout', { name: 'drop', rate: 0.25 }, 'memory'),
        layer('Dense', { name: 'out', activation: 'sigmoid' }, 'drop'),
      ),
      'f',
    );
    expect(layers).toEqual([
      { type: 'gru', name: 'memory', units: 2, resetAfter: true, returnSequences: false },
      { type: 'dropout', name: 'drop', rate: 0.25 },
      { type: 'dense', name: 'out', units: 1, activation: 'sigmoid' },
    ]);
    expect(assumed).toEqual([]);
  });

  it('tells which steps a network skips, and is a chain beside the operations that make the mask', () => {
    const masked = {
      ...layer('GRU', { ...gru, return_sequences: true }, 'mask'),
      inbound_nodes: [
        {
          args: [{ config: { keras_history: ['mask', 0, 0] } }],
          kwargs: { mask: { config: { keras_history: ['any', 0, 0] } } },
        },
      ],
    };
    const dense = layer('Dense', { name: 'out', activation: 'linear' }, 'memory');
    const { layers, assumed } = importNetwork(
      of(
        input,
        layer('NotEqual', { name: 'not_equal' }, 'x'),
        layer('Masking', { name: 'mask', mask_value: -1 }, 'x'),
        layer('Any', { name: 'any' }, 'not_equal'),
        masked,
        dense,
      ),
      'f',
    );
    expect(layers.map(({ name }) => name)).toEqual(['memory', 'out']);
    expect(assumed.map(inEnglish)).toEqual([expect.stringMatching(/skips steps whose numbers are all -1.*"lengths"/)]);
  });

  it.each<[string, object[], string]>([
    ['branches', [layer('GRU', gru, 'x'), layer('Dense', { name: 'out' }, 'x')], 'are no chain'],
    [
      'another gate',
      [layer('GRU', { ...gru, recurrent_activation: 'hard_sigmoid' }, 'x'), layer('Dense', { name: 'out' }, 'memory')],
      'Its "recurrent_activation" is "hard_sigmoid"',
    ],
    [
      'reversed time',
      [layer('GRU', { ...gru, go_backwards: true }, 'x'), layer('Dense', { name: 'out' }, 'memory')],
      'Its "go_backwards" is true',
    ],
    [
      'a model in the model',
      [layer('Functional', { name: 'inner' }, 'x')],
      '"inner" in the file is a Functional of Keras',
    ],
  ])('is refused for %s', (_, layers, message) => {
    expect(() => importNetwork(of(input, ...layers), 'f')).toThrow(message);
  });
});
