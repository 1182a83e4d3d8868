import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../src/contributions';
import { api, config, diagnostics, open, sleep, until } from './editor';
import { runSuite } from './runner';

/** A window with an untrusted workspace. */
export async function run(): Promise<void> {
  await runSuite('restricted', [
    {
      name: 'a restricted workspace shows mistakes and runs nothing',
      run: async () => {
        assert.equal(vscode.workspace.isTrusted, false);
        await open('wrong.rnn.json');
        await until('diagnostics', () => diagnostics('wrong.rnn.json').length > 0);
        const { state, enginePid } = await api();
        void vscode.commands.executeCommand(commands.analyze, config('small.rnn.json'));
        await sleep(1500);
        assert.equal(enginePid(), undefined);
        assert.notEqual(state(config('small.rnn.json')).phase, 'running');
        assert.equal(state(config('small.rnn.json')).restricted, true);
      },
    },
  ]);
}
