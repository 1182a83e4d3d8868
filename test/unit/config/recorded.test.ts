import { describe, expect, it } from 'vitest';
import { recordedLayers } from '../../../src/data/recorded/recordedPaths';
import { readConfig } from '../../../src/config/readConfig';

const text = (data: object, rest = ''): string =>
  `{ "data": ${JSON.stringify({ task: 'activations', inputs: 'x.npy', ...data })}${rest} }`;
const errorsOf = (source: string): string[] =>
  readConfig(source)
    .problems.filter(({ severity }) => severity === 'error')
    .map(({ message }) => message);

describe('a config of recorded states', () => {
  it('needs no model, trains nothing, and has its layers in the data', () => {
    const source = text({ layers: { lstm: 'h.npy', out: { path: 'o.npy', type: 'dense' } } });
    const { config, problems, layers } = readConfig(source);
    expect(problems).toEqual([]);
    expect(config?.model.layers).toEqual([]);
    expect(config?.training.epochs).toBe(0);
    expect(layers.map(({ name, range }) => [name, source.slice(range.start, range.end)])).toEqual([
      ['lstm', '"lstm":"h.npy"'],
      ['out', '"out":{"path":"o.npy","type":"dense"}'],
    ]);
  });

  it.each([
    [
      text({ layers: {} }),
      '"layers" is empty. Add the name of a layer and the file of its states, for example { "lstm": "lstm.npy" }.',
    ],
    [
      text({ layers: { a: 'a.npy', b: { path: 'b.npy', reads: ['X', 'c'] } } }),
      '"c" is no layer of the recording. Name one of "a", "b", or "X" for the input.',
    ],
    [
      text({ layers: { a: { path: 'a.npy', reads: ['b'] }, b: { path: 'b.npy', reads: ['a'] } } }),
      '"a" reads itself, alone or through others. Name the layers before it.',
    ],
    [
      text({ layers: { a: 'a.npy', b: { path: 'b.npy', reads: 'c' } } }),
      '"c" is no layer of the recording. Name one of "a", "b", or "X" for the input.',
    ],
    [
      text({ layers: { a: 'a.npy', b: { path: 'b.npy', reads: { X: true } } } }),
      '"data.layers.b.reads" is {"X":true}, but must be a text in quotes or a list [ … ].',
    ],
    [text({ layers: { a: 3 } }), '"data.layers.a" is 3, but must be a text in quotes or an object { … }.'],
    [
      text({ layers: { a: { path: 'a.npy', direction: 'back' } } }),
      '"data.layers.a.direction" is "back", but must be one of forward, backward, both.',
    ],
    [text({ layers: { h: 'h.npz' } }), '"h.npz" holds several arrays. Name one of them: "h.npz#x".'],
    [text({ layers: { Y: 'h.npy' } }), '"Y" is the name that charts use for the target. Give the layer another name.'],
    [
      text({ layers: { h: 'h-{epoch}.npy' } }),
      'The path "h-{epoch}.npy" stands for several epochs, but "epochs" is missing. Add it to the data, for ' +
        'example "epochs": [0, 1, 10].',
    ],
    [
      text({ layers: { h: 'h.npy' }, epochs: [0, 1] }),
      '"h.npy" names one file for 2 epochs. Write {epoch} in the path, where the number of the epoch belongs.',
    ],
    [
      text({ layers: { h: 'h-{epoch}.npy' }, epochs: [5, 2] }),
      'Epoch 2 comes after epoch 5. List every epoch once, in ascending order.',
    ],
    [
      text({ layers: { h: 'h.npy' } }, ', "sweep": { "beta": { "from": 1, "to": 2 } }'),
      'A sweep over beta needs a layer with a bottleneck: add { "type": "bottleneck", "units": 2 } before ' +
        'the head, or "bottleneck" to a recurrent layer.',
    ],
    [
      text({ layers: { h: 'h.npy' } }, ', "networks": { "gru": { "layers": [{ "type": "gru", "units": 2 }] } }'),
      'The data are recorded states, so no network is trained beside them: remove "networks".',
    ],
    [
      text({ layers: { h: 'h.npy' } }, ', "analysis": { "sets": ["training"] }'),
      'Recorded states do not say which sequences were used for training, so "sets" cannot be used with them: ' +
        'remove it.',
    ],
    [
      '{ "data": { "task": "activations" } }',
      'The data name no states. Add "recording" (a folder of the recorder), or "inputs" and "layers" (arrays ' +
        'that you saved).',
    ],
    [text({ recording: 'runs/a' }), '"recording" names its own arrays, layers and epochs: remove "inputs".'],
    [
      text({ layers: { h: 'h.npy' }, lengths: 'n.csv' }),
      '"n.csv" is not a .npy file. In Python: numpy.save("x.npy", array).',
    ],
    ['{ "data": { "task": "parity" } }', '"model" is missing: it must be an object { … }.'],
  ])('%s', (source, message) => {
    expect(errorsOf(source)).toEqual([message]);
  });

  it('may be a recording alone, and name arrays of an .npz', () => {
    expect(readConfig('{ "data": { "task": "activations", "recording": "runs/a" } }').problems).toEqual([]);
    expect(readConfig(text({ layers: { h: 'h-{epoch}.npz#h/c' }, epochs: [0, 2] })).problems).toEqual([]);
  });

  it('says that a model without weights beside the states is not used', () => {
    const { problems } = readConfig(
      text({ layers: { h: 'h.npy' } }, ', "model": { "layers": [{ "type": "lstm", "units": 2 }] }'),
    );
    expect(problems.map(({ severity, message }) => [severity, message])).toEqual([
      [
        'warning',
        'The data are recorded states, and no network is built without its weights: add "weights", or remove "model".',
      ],
    ]);
  });

  it('says what layers read by a single name or a list', () => {
    const layersOf = (reads: unknown): unknown => {
      const { config, problems } = readConfig(text({ layers: { a: 'a.npy', b: { path: 'b.npy', reads } } }));
      expect(problems).toEqual([]);
      return config?.data.task === 'activations' ? recordedLayers(config.data)[1].reads : undefined;
    };
    expect(layersOf('X')).toEqual(['X']);
    expect(layersOf(['X', 'a'])).toEqual(['X', 'a']);
    expect(layersOf([])).toEqual([]);
  });
});
