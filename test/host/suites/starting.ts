import assert from 'node:assert/strict';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { commands, studyCommands } from '../../../src/contributions';
import { analyze, config, diagnostics, extension, lensTitles, open, replace, until } from '../editor';
import type { HostTest } from '../runner';

const text = (name: string): Promise<string> => readFile(config(name).fsPath, 'utf8');

export const startingTests: HostTest[] = [
  {
    name: 'New config… writes a template under a name that is free, and it can be analyzed',
    run: async () => {
      for (const name of ['memory.rnn.json', 'memory-2.rnn.json']) {
        await vscode.commands.executeCommand(commands.newConfig, 'memory');
        assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), config(name).toString());
      }
      assert.deepEqual(diagnostics('memory-2.rnn.json'), []);
      const lenses = await until('the lens', async () => (await lensTitles('memory-2.rnn.json')).at(0));
      assert.match(lenses.title, /Analyze/);
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    },
  },
  {
    name: 'a config with mistakes offers to mend them, not to analyze it',
    run: async () => {
      await open('wrong.rnn.json');
      const { title } = await until('the lens', async () => (await lensTitles('wrong.rnn.json')).at(0));
      assert.match(title, /2 to mend/);
    },
  },
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
    name: 'the command of a study copies its example into the workspace; the list of studies takes a path as well',
    run: async () => {
      await vscode.commands.executeCommand(studyCommands.select);
      const first = vscode.window.activeTextEditor?.document.uri;
      assert.equal(first?.toString(), config('speech/columns.rnn.json').toString());
      assert.match(await text('speech/columns.rnn.json'), /"select"/);
      await vscode.commands.executeCommand(commands.startStudy, 'speech/doubt.rnn.json');
      const second = vscode.window.activeTextEditor?.document.uri;
      assert.equal(second?.toString(), config('speech/doubt.rnn.json').toString());
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
