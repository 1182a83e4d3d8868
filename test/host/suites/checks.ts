import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { api, analyze, config, diagnostics, hoverText, open, positionOf, replace, until } from '../editor';
import type { HostTest } from '../runner';

export const checkTests: HostTest[] = [
  {
    name: 'a wrong config has diagnostics on its lines, and quick fixes',
    run: async () => {
      const { document } = await open('wrong.rnn.json');
      const found = await until(
        'diagnostics',
        () => diagnostics('wrong.rnn.json').length > 1 && diagnostics('wrong.rnn.json'),
      );
      const misspelt = found.find(({ range }) => document.getText(range).includes('lenght'));
      assert(misspelt, `a diagnostic on "lenght" among: ${found.map(({ message }) => message).join(' | ')}`);
      assert.match(misspelt.message, /length/);
      assert(found.some(({ range }) => range.start.line === positionOf(document, '"units": 0').line));
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        misspelt.range,
      );
      const fix = actions.find(({ edit }) => edit?.has(document.uri));
      assert(fix?.edit, 'a quick fix is offered');
      assert(await vscode.workspace.applyEdit(fix.edit));
      assert(document.getText().includes('"length"'));
      await vscode.commands.executeCommand('workbench.action.files.revert');
    },
  },
  {
    name: 'analysing a wrong config fails with its first mistake, and runs nothing',
    run: async () => {
      const { phase, reason } = await analyze('wrong.rnn.json');
      assert.equal(phase, 'failed');
      assert.match(reason ?? '', /2/);
      assert.equal((await api()).state(config('wrong.rnn.json')).result, undefined);
    },
  },
  {
    name: 'half-typed text is a diagnostic, not a crash, and typing it to the end takes it away',
    run: async () => {
      const editor = await open('small.rnn.json');
      await replace(editor, '"seed": 1', '"seed": ', false);
      await until('the syntax error', () => diagnostics('small.rnn.json').length > 0);
      await replace(editor, '"seed": ', '"seed": 1', false);
      await until('no diagnostics', () => diagnostics('small.rnn.json').length === 0);
      await vscode.commands.executeCommand('workbench.action.files.revert');
    },
  },
  {
    name: 'a failure of the run stands on the line that caused it',
    run: async () => {
      const { document } = await open('missing-data.rnn.json');
      const { phase, reason } = await analyze('missing-data.rnn.json');
      assert.equal(phase, 'failed');
      assert.match(reason ?? '', /nowhere\.csv/);
      const [first] = await until(
        'the diagnostic',
        () => diagnostics('missing-data.rnn.json').length > 0 && diagnostics('missing-data.rnn.json'),
      );
      assert.equal(first.range.start.line, positionOf(document, 'nowhere.csv').line);
    },
  },
  {
    name: 'a hover over beta says the weight of the KL term',
    run: async () => {
      const { document } = await open('small.rnn.json');
      const text = await hoverText('small.rnn.json', positionOf(document, '"beta": 50', 9));
      assert.match(text, /0\.02/);
      assert.match(text, /KL/);
    },
  },
];
