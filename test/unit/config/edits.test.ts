import { describe, expect, it } from 'vitest';
import { editedConfig, editText } from '../../../src/config/edits';
import { readConfig } from '../../../src/config/readConfig';

const text = `{
  // repeat what was shown
  "data": { "task": "delayedCopy" },
  "model": {
    "layers": [
      { "type": "simpleRNN", "name": "memory", "units": 16, "activation": "tanh" }, // the state
      { "type": "dense", "name": "out", "units": 4, "activation": "softmax" }
    ]
  }
}
`;

describe('edits of a config', () => {
  it('are made one after the other, and leave comments and the rest as they were', () => {
    const edited = editedConfig(text, [
      { path: ['model', 'layers', 0, 'type'], value: 'gru' },
      { path: ['model', 'layers', 0, 'activation'] },
      { path: ['model', 'layers', 1], insert: true, value: { type: 'attention', units: 8 } },
      { path: ['training', 'epochs'], value: 60 },
    ]);
    expect(edited).toContain('// repeat what was shown');
    expect(edited).toContain('// the state');
    const { config, problems } = readConfig(edited);
    expect(problems).toEqual([]);
    expect(config?.model.layers.map(({ type }) => type)).toEqual(['gru', 'attention', 'dense']);
    expect(config?.training.epochs).toBe(60);
    expect(editedConfig(text, [])).toBe(text);
  });

  it('can be written in one line', () => {
    expect(editText({ path: ['model', 'layers', 1, 'beta'], value: 20 })).toBe('model.layers[1].beta: 20');
    expect(editText({ path: ['model', 'layers', 1], value: { type: 'gru' }, insert: true })).toBe(
      'insert at model.layers[1]: {"type":"gru"}',
    );
    expect(editText({ path: ['training', 'clipNorm'] })).toBe('remove training.clipNorm');
  });
});
