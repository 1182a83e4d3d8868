import { expect, it, vi } from 'vitest';
import * as vscode from 'vscode';
import { pickedRun } from '../../../src/editor/runs/pickedRun';
import { resultOf } from '../../support/results';

vi.mock('vscode', () => ({
  Uri: class Uri {
    private constructor(readonly path: string) {}
    static file(path: string) {
      return new Uri(path);
    }
    get fsPath() {
      return this.path;
    }
    toString() {
      return this.path;
    }
  },
  l10n: { t: (message: string) => message },
  window: { showErrorMessage: () => Promise.resolve(undefined) },
}));

const result = resultOf({
  config: `{
    "data": { "task": "delayedCopy", "symbols": 2, "length": 5, "delay": 1 },
    "model": { "layers": [{ "type": "dense", "name": "out", "units": 2, "activation": "softmax" }] } }`,
});
const history = {
  list: () => Promise.resolve([]),
  result: (config: string, id: string) =>
    Promise.resolve(config === '/own.rnn.json' && id === 'first' ? result : undefined),
};
const run = { id: 'first', time: 0, name: 'the first', config: {}, unit: 'bits' as const, headlines: [] };

it('is the run of the row, whatever is in front, and asks for no config', async () => {
  const config = vi.fn(() => Promise.resolve(undefined));
  const row = { uri: vscode.Uri.file('/own.rnn.json'), run };
  const saved = vscode.Uri.file('/nowhere/saved.json');
  expect(await pickedRun(row, { saved, config, history })).toMatchObject({ uri: row.uri, result });
  expect(config).not.toHaveBeenCalled();
});

it('is asked for where there is neither a row nor a file', async () => {
  const config = vi.fn(() => Promise.resolve(undefined));
  expect(await pickedRun(undefined, { saved: undefined, config, history })).toBeUndefined();
  expect(config).toHaveBeenCalledOnce();
});
