import { inEnglish } from '../../../../src/base/sentence';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../../src/config/readConfig';
import { importedConfig } from '../../../../src/analysis/imports/importedConfig';
import { importNetwork } from '../../../../src/models/weights/importNetwork';
import { weightsFor } from '../../../../src/models/weights/weightsFor';
import { configOf } from '../support';
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

  it('has names without what torch.compile and data parallel modules put before them', () => {
    const names = (prefix: string, inner = ''): unknown[] => {
      const wrapped = { ...torchCell(`${prefix}rnn${inner}`, 3, 3, 4), [`${prefix}head.weight`]: [2, 4] as const };
      return importNetwork({ ...fileOf(wrapped), format: 'pytorch' }, 'f').layers.map(({ name }) => name);
    };
    for (const prefix of ['module.', '_orig_mod.', 'module._orig_mod.']) expect(names(prefix)).toEqual(['rnn', 'head']);
    expect(names('', '._orig_mod')).toEqual(['rnn', 'head']);
    // A part of the network may be called so.
    const own = { ...torchCell('module', 3, 3, 4), 'head.weight': [2, 4] };
    expect(importNetwork({ ...fileOf(own), format: 'pytorch' }, 'f').layers[0].name).toBe('module');
  });

  it('has the order in which its widths fit, where the file keeps none', () => {
    const sorted = fileOf({ 'a.weight': [2, 5], 'a.bias': [2], ...torchCell('b', 4, 3, 5) });
    expect(importNetwork(sorted, 'f').layers.map(({ name }) => name)).toEqual(['b', 'a']);
    const either = fileOf({ ...torchCell('a', 4, 3, 3), ...torchCell('b', 4, 3, 3) });
    expect(() => importNetwork(either, 'f')).toThrow('f does not tell in which order its layers run: "a", "b"');
    // Made in this order, which a state_dict keeps and which need not be that of running.
    expect(importNetwork({ ...either, format: 'pytorch' }, 'f').layers.map(({ name }) => name)).toEqual(['a', 'b']);
    const apart = fileOf({ ...torchCell('a', 4, 3, 4), ...torchCell('b', 4, 3, 4) });
    expect(() => importNetwork(apart, 'f')).toThrow('are no chain');
  });

  it.each(['pytorch', 'npz'] as const)('says that the order is not told where more than one fits: %s', (format) => {
    const said = (shapes: Parameters<typeof fileOf>[0]): string =>
      importNetwork(fileOf(shapes, format), 'f').assumed.map(inEnglish).join(' ');
    const untold = 'does not tell in which order its layers run. They are taken in the order in which it has them: ';
    const two = { ...torchCell('second', 4, 3, 3), ...torchCell('first', 4, 3, 3) };
    expect(said({ ...two, 'out.weight': [2, 3], 'out.bias': [2] })).toContain(`${untold}"second", "first", "out".`);
    // Only one order fits: by the widths, or by the numbers of a list.
    expect(said({ ...torchCell('a', 4, 3, 4), ...torchCell('b', 4, 4, 5) })).not.toContain('which order');
    expect(said({ ...torchCell('l.0', 4, 3, 3), ...torchCell('l.1', 4, 3, 3) })).not.toContain('which order');
  });

  it('has the layers of a list by their numbers, in whatever order the file has them', () => {
    const list = [0, 1, 10, 11, 2, 3].map((i) => torchCell(`layers.${i}`, 1, 4, 4));
    const sorted = Object.assign({}, ...list) as Parameters<typeof fileOf>[0];
    for (const format of ['npz', 'pytorch', 'safetensors'] as const) {
      const { layers } = importNetwork(fileOf(sorted, format), 'f');
      expect(layers.map(({ name }) => name)).toEqual([0, 1, 2, 3, 10, 11].map((i) => `layers_${i}`));
    }
  });

  it('reads its dense layers last where a file in the order of the alphabet allows two orders, and says so', () => {
    const lstm = { 'layers/lstm/cell/vars/0': [3, 20], 'layers/lstm/cell/vars/1': [5, 20] };
    const sorted = fileOf({ 'layers/dense/vars/0': [5, 3], 'layers/dense/vars/1': [3], ...lstm }, 'hdf5');
    const { layers, assumed } = importNetwork(sorted, 'f');
    expect(layers.map(({ name }) => name)).toEqual(['lstm', 'dense']);
    expect(assumed.map(inEnglish).join(' ')).toContain('Dense layers are taken to come last: "lstm", "dense".');
    const two = fileOf({ ...lstm, 'layers/gru/cell/vars/0': [5, 9], 'layers/gru/cell/vars/1': [3, 9] }, 'hdf5');
    expect(() => importNetwork(two, 'f')).toThrow('does not tell in which order its layers run');
  });

  describe('of Keras, with its weights alone', () => {
    const gru = (path: string, units: number): Record<string, readonly number[]> => ({
      [`${path}/cell/vars/0`]: [3, 3 * units],
      [`${path}/cell/vars/1`]: [units, 3 * units],
      [`${path}/cell/vars/2`]: [2, 3 * units],
    });
    const joined = {
      ...{ 'layers/dense/vars/0': [5, 3], 'layers/dense/vars/1': [3] },
      ...gru('layers/bidirectional/forward_layer', 5),
      ...gru('layers/bidirectional/backward_layer', 5),
    };
    const groups = ['bidirectional', 'bidirectional/vars', 'bidirectional/forward_layer', 'dense', 'dense/vars'];
    const written = (order: readonly number[]): Map<string, number> =>
      new Map(groups.map((group, i) => [`layers/${group}`, order[i]]));

    it('has the order in which it was written, and directions that are joined as the next layer reads them', () => {
      const file = { ...fileOf(joined, 'hdf5'), places: written([10, 20, 30, 40, 50]) };
      const { layers, assumed } = importNetwork(file, 'f');
      expect(layers.map(({ name, mergeMode }) => [name, mergeMode])).toEqual([
        ['bidirectional', 'sum'],
        ['dense', undefined],
      ]);
      expect(assumed.map(inEnglish).join(' ')).toContain('If another is right, put "layers" in that one');
      const turned = importNetwork({ ...file, places: written([30, 40, 50, 10, 20]) }, 'f');
      expect(turned.layers.map(({ name, mergeMode }) => [name, mergeMode])).toEqual([
        ['dense', undefined],
        ['bidirectional', undefined],
      ]);
      expect(turned.assumed.map(inEnglish).join(' ')).toContain('"concat" is taken, the default');
    });

    it('reads its dense layers last in a copy, whose groups lie in the order of the alphabet', () => {
      const copy = { ...fileOf(joined, 'hdf5'), places: written([10, 30, 20, 5, 6]) };
      const { layers, assumed } = importNetwork(copy, 'f');
      expect(layers.map(({ name }) => name)).toEqual(['bidirectional', 'dense']);
      expect(assumed.map(inEnglish).join(' ')).toContain('Dense layers are taken to come last');
    });
  });

  it('is refused where the file holds what is no layer here, or no names of PyTorch or Keras', () => {
    expect(() => importNetwork(fileOf({ 'h/kernel': [1, 6] }, 'npz'), 'f')).toThrow('no weights of PyTorch or Keras');
    expect(() => importNetwork(fileOf({}), 'f')).toThrow('no weights of PyTorch or Keras');
  });
});

it.each<[string, Record<string, readonly number[]>]>([
  ['"norm" (a BatchNorm)', { 'norm.weight': [4], 'norm.bias': [4], 'norm.running_mean': [4] }],
  ['"conv" (a Conv1d)', { 'conv.weight': [8, 3, 5], 'conv.bias': [8] }],
  ['"attn" (a MultiheadAttention)', { 'attn.in_proj_weight': [12, 4], 'attn.in_proj_bias': [12] }],
  [
    '"enc.lstm" (an LSTM with a projected output, proj_size=2)',
    { 'enc.lstm.weight_ih_l0': [16, 3], 'enc.lstm.weight_hh_l0': [16, 2], 'enc.lstm.weight_hr_l0': [2, 4] },
  ],
  ['"act" (a scale alone, as RMSNorm and PReLU have)', { 'act.weight': [1] }],
  ['"scale" (a parameter [3])', { scale: [3] }],
  [
    '"cell" (a module under weight_norm',
    { 'cell.parametrizations.weight.original0': [4, 1], 'cell.parametrizations.weight.original1': [4, 3] },
  ],
])('names what no layer here is: %s', (said, arrays) => {
  expect(() => importNetwork(fileOf({ ...tagger, ...arrays }), 'f')).toThrow(`what no layer here is: ${said}`);
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
  const gruArrays = (path: string): Record<string, readonly number[]> => ({
    [`${path}/cell/vars/0`]: [3, 6],
    [`${path}/cell/vars/1`]: [2, 6],
    [`${path}/cell/vars/2`]: [2, 6],
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

  const older = (...layers: object[]) => ({
    ...fileOf(
      {
        'model_weights/memory/sequential/memory/gru_cell/kernel': [3, 6],
        'model_weights/memory/sequential/memory/gru_cell/recurrent_kernel': [2, 6],
        'model_weights/memory/sequential/memory/gru_cell/bias': [6],
        'model_weights/out/sequential/out/kernel': [2, 1],
        'model_weights/out/sequential/out/bias': [1],
      },
      'hdf5',
    ),
    architecture: { class_name: 'Sequential', config: layers },
  });

  it('tells the same in the older .h5, below the name of the model, and in lists of layers', () => {
    const { reset_after: _, ...reset } = gru;
    const out = layer('Dense', { name: 'out', activation: 'sigmoid', use_bias: true });
    const file = older(layer('GRU', { ...reset, return_sequences: true }), out);
    expect(importNetwork(file, 'f')).toMatchObject({
      layers: [
        // An early GRU does not say how it resets; its bias does.
        { type: 'gru', name: 'memory', units: 2, resetAfter: false },
        { type: 'dense', name: 'out', units: 1, activation: 'sigmoid' },
      ],
      assumed: [],
    });
    const backward = older(layer('GRU', { ...gru, go_backwards: true }), out);
    expect(() => importNetwork(backward, 'f')).toThrow(
      '"memory" in f has "go_backwards": true, which no layer here has. Its network cannot be run here',
    );
  });

  it('is no chain where Keras 2 writes that a layer reads two, or the state of another', () => {
    const nodes = (inbound_nodes: unknown, one: object) => ({ ...one, inbound_nodes });
    const two = (read: unknown) => ({
      ...older(),
      architecture: {
        config: {
          layers: [
            nodes([], layer('InputLayer', { name: 'x' })),
            nodes([[['x', 0, 0, {}]]], layer('GRU', { ...gru, return_sequences: true })),
            nodes(read, layer('Dense', { name: 'out', activation: 'linear' })),
          ],
        },
      },
    });
    expect(importNetwork(two([[['memory', 0, 0, {}]]]), 'f').layers).toHaveLength(2);
    expect(() =>
      importNetwork(
        two([
          [
            ['memory', 0, 0, {}],
            ['x', 0, 0, {}],
          ],
        ]),
        'f',
      ),
    ).toThrow('are no chain');
    expect(() => importNetwork(two([[['x', 0, 0, { initial_state: ['memory', 0, 1] }]]]), 'f')).toThrow('are no chain');
  });

  it('names the classes that no layer here is', () => {
    const file = of(input, layer('GRU', gru, 'x'), layer('Conv1D', { name: 'conv' }, 'memory'));
    const arrays = new Map([...file.arrays].filter(([name]) => !name.includes('dense')));
    const [[, some]] = file.arrays;
    arrays.set('layers/conv1d/vars/0', { ...some, shape: [1, 3, 6] });
    expect(() => importNetwork({ ...file, arrays }, 'f')).toThrow('"conv" (of the class Conv1D of Keras)');
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
      'has "recurrent_activation": "hard_sigmoid"',
    ],
    [
      'reversed time',
      [layer('GRU', { ...gru, go_backwards: true }, 'x'), layer('Dense', { name: 'out' }, 'memory')],
      '"memory" in f has "go_backwards": true',
    ],
    [
      'a model in the model',
      [layer('Functional', { name: 'inner' }, 'x')],
      '"inner" in f is of the class Functional of Keras',
    ],
  ])('is refused for %s', (_, layers, message) => {
    expect(() => importNetwork(of(input, ...layers), 'f')).toThrow(message);
  });

  it('names a layer without weights that is none here, its file, and what to do', () => {
    const act = layer('Activation', { name: 'ac', activation: 'relu' }, 'memory');
    expect(() =>
      importNetwork(of(input, layer('GRU', gru, 'x'), act, layer('Dense', { name: 'out' }, 'ac')), 'f'),
    ).toThrow(
      '"ac" in f is of the class Activation of Keras, which no layer here is. Where the layer before it is a Dense, ' +
        'give that one activation="relu" and save the model again.',
    );
  });

  it('tells why a LayerNormalization is none here', () => {
    const arrays = { ...gruArrays('layers/gru'), 'layers/layer_normalization/vars/0': [2] };
    const norm = layer('LayerNormalization', { name: 'n2', center: false, scale: true }, 'memory');
    const file = { ...of(input, layer('GRU', gru, 'x'), norm), arrays: fileOf(arrays).arrays };
    expect(() => importNetwork(file, 'f')).toThrow(
      '"n2" (of the class LayerNormalization of Keras, with "center": false)',
    );
  });

  describe('with directions', () => {
    const both = (back: object, type = 'GRU') => ({
      ...of(
        input,
        layer(
          'Bidirectional',
          {
            name: 'bi',
            merge_mode: 'concat',
            layer: { class_name: 'GRU', config: { ...gru, use_bias: true, go_backwards: false } },
            backward_layer: { class_name: type, config: { ...gru, use_bias: true, go_backwards: true, ...back } },
          },
          'x',
        ),
      ),
      arrays: fileOf({
        ...gruArrays('layers/bidirectional/forward_layer'),
        ...gruArrays('layers/bidirectional/backward_layer'),
      }).arrays,
    });

    it('that are alike is one layer', () => {
      expect(importNetwork(both({ name: 'other' }), 'f').layers).toMatchObject([{ type: 'bidirectional', name: 'bi' }]);
    });

    it.each<[object, string]>([
      [{ activation: 'relu' }, '"activation": "relu", where the forward one has "tanh"'],
      [{ recurrent_activation: 'hard_sigmoid' }, '"recurrent_activation": "hard_sigmoid"'],
      [{ units: 3 }, '"units": 3, where the forward one has 2'],
      [{ use_bias: false }, '"use_bias": false, where the forward one has true'],
      [{ reset_after: false }, '"reset_after": false, where the forward one has true'],
      [{ go_backwards: false }, '"go_backwards": false'],
    ])('that differ in %o is refused', (back, message) => {
      expect(() => importNetwork(both(back), 'f')).toThrow(`"bi" in f has a backward direction with ${message}`);
    });

    it('of two classes is refused', () => {
      expect(() => importNetwork(both({}, 'LSTM'), 'f')).toThrow(
        '"class_name": "LSTM", where the forward one has "GRU"',
      );
    });
  });
});

it('names the array of the file whose values are not finite, and the file', () => {
  const file = fileOf(torchCell('rnn', 4, 3, 4), 'pytorch');
  const { layers } = configOf([{ type: 'lstm', name: 'rnn', units: 4 }]).model;
  expect(() => weightsFor(layers, file, 3, 'nan.pt')).not.toThrow();
  file.arrays.get('rnn.weight_hh_l0')!.values[5] = NaN;
  const message = '"rnn.weight_hh_l0" in nan.pt holds values that are not finite (NaN or infinite). Take weights from';
  expect(() => importNetwork(file, 'nan.pt')).toThrow(message);
  expect(() => weightsFor(layers, file, 3, 'nan.pt')).toThrow(message);
});

it('names all layers whose activation is not told in one sentence', () => {
  const file = fileOf({ ...torchCell('a.0', 1, 3, 3), ...torchCell('a.1', 1, 3, 3) }, 'pytorch');
  expect(importNetwork(file, 'f').assumed.map(inEnglish)[0]).toBe(
    'The file does not tell the activation of "a_0", "a_1"; tanh is the default.',
  );
});

it('says once that weights alone tell no skips, directions of time and layers without weights', () => {
  const said = (file: ReturnType<typeof fileOf>): string[] => importNetwork(file, 'f').assumed.map(inEnglish);
  const lstm = { 'layers/lstm/cell/vars/0': [3, 20], 'layers/lstm/cell/vars/1': [5, 20] };
  expect(said(fileOf(lstm, 'hdf5'))).toEqual([
    expect.stringMatching(/activations of "lstm".*Nor does it tell skips, "go_backwards" and layers without weights/),
  ]);
  const simple = { 'layers/simple_rnn/cell/vars/0': [3, 5], 'layers/simple_rnn/cell/vars/1': [5, 5] };
  expect(said(fileOf(simple, 'hdf5')).at(-1)).toMatch(
    /^The file does not tell skips, "go_backwards" and layers without/,
  );
  for (const format of ['pytorch', 'npz', 'safetensors'] as const)
    expect(said(fileOf(torchCell('rnn', 4, 3, 4), format))).toEqual([
      expect.stringMatching(/^The file tells neither skips, nor functions and layers without weights.*time is turned/),
    ]);
});

it('says that a .weights.h5 does not tell the activations of gated cells, which a .keras does', () => {
  const cell = (units: number, inputs: number): Record<string, readonly number[]> => ({
    'layers/lstm/cell/vars/0': [inputs, 4 * units],
    'layers/lstm/cell/vars/1': [units, 4 * units],
    'layers/lstm/cell/vars/2': [4 * units],
  });
  const file = fileOf(cell(3, 2), 'hdf5');
  const said = (assumed: ReturnType<typeof importNetwork>['assumed']): string => assumed.map(inEnglish).join(' ');
  expect(said(importNetwork(file, 'm.weights.h5').assumed)).toContain(
    'The file does not tell the activations of "lstm": tanh, and sigmoid for the gates, are taken',
  );
  const described = (gate: string): object => ({
    config: {
      layers: [
        {
          class_name: 'LSTM',
          config: { name: 'memory', activation: 'tanh', recurrent_activation: gate, go_backwards: false },
        },
      ],
    },
  });
  const whole = { ...file, format: 'keras' as const, architecture: described('sigmoid') };
  expect(said(importNetwork(whole, 'm.keras').assumed)).not.toContain('activations');
  const other = { ...file, format: 'keras' as const, architecture: described('hard_sigmoid') };
  expect(() => importNetwork(other, 'm.keras')).toThrow('has "recurrent_activation": "hard_sigmoid"');
  const { layers } = configOf([{ type: 'lstm', name: 'memory', units: 3 }]).model;
  const { assumed } = weightsFor(layers, file, 2);
  expect(assumed && inEnglish(assumed)).toContain('activations of "memory"');
  expect(weightsFor(layers, whole, 2).assumed).toBeUndefined();
});
