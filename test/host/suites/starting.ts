import assert from 'node:assert/strict';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { commands } from '../../../src/contributions';
import { analyze, config, extension, replace } from '../editor';
import type { HostTest } from '../runner';

const text = (name: string): Promise<string> => readFile(config(name).fsPath, 'utf8');

export const startingTests: HostTest[] = [
  {
    name: 'an example is copied into the workspace with its data; a copy that is there keeps its edits',
    run: async () => {
      await vscode.commands.executeCommand(commands.openExample, 'own-data/from-csv.rnn.json');
      const opened = vscode.window.activeTextEditor;
      assert.equal(opened?.document.uri.toString(), config('own-data/from-csv.rnn.json').toString());
      const shipped = join(extension().extensionPath, 'examples/own-data');
      assert.equal(await text('own-data/sensors.csv'), await readFile(join(shipped, 'sensors.csv'), 'utf8'));
      await replace(opened, '"seed": 1', '"seed": 7', true);
      await vscode.commands.executeCommand(commands.openExample, 'own-data/from-csv.rnn.json');
      assert.match(await text('own-data/from-csv.rnn.json'), /"seed": 7/);
    },
  },
  {
    name: 'Import a network… writes a config with the layers of the file, and it runs',
    run: async () => {
      await mkdir(config('imported').fsPath, { recursive: true });
      const weights = config('imported/gru.safetensors');
      const fixtures = join(extension().extensionPath, 'test/unit/models/weights/fixtures');
      await copyFile(join(fixtures, 'torch-gru.safetensors'), weights.fsPath);
      await copyFile(join(fixtures, 'x.npy'), config('imported/x.npy').fsPath);
      await vscode.commands.executeCommand(commands.importNetwork, weights);
      const opened = vscode.window.activeTextEditor?.document;
      assert.equal(opened?.uri.toString(), config('imported/gru.rnn.json').toString());
      assert.match(opened.getText(), /"type": "gru"/);
      assert.match(opened.getText(), /"weights": "gru\.safetensors"/);
      const { phase, reason, result } = await analyze('imported/gru.rnn.json');
      assert.equal(phase, 'done', reason);
      assert(result?.estimates.some(({ target }) => target === 'gru'));
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    },
  },
];
