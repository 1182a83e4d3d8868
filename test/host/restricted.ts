import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDropped } from '../../src/editor/page/openDropped';
import { reportPage } from '../../src/result/reportPage';
import { resultText } from '../../src/result/resultText';
import { fakeResult } from '../../webview/fake/result';
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
    {
      name: 'an exported result opens in a panel of its own, without a config to run',
      run: async () => {
        const { state, openPanels } = await api();
        const file = vscode.Uri.file(join(tmpdir(), `exported-${process.pid}.result.json`));
        const result = fakeResult();
        await vscode.workspace.fs.writeFile(file, Buffer.from(resultText(result, 2)));
        await vscode.commands.executeCommand(commands.openResult, file);
        assert(openPanels().includes(file.toString()));
        assert.equal(state(file).saved, true);
        assert.equal(state(file).result?.estimates.length, result.estimates.length);
        await vscode.workspace.fs.delete(file);
      },
    },
    {
      name: 'a dropped report opens in a panel of its own',
      run: async () => {
        const { state, openPanels } = await api();
        const file = vscode.Uri.file(join(tmpdir(), `dropped-${process.pid}-report.html`));
        const result = fakeResult();
        const page = reportPage({
          title: 'a colleague',
          css: '',
          script: '',
          content: { state: { result }, strings: {} },
          facts: [],
          config: { name: '', text: '' },
        });
        await vscode.workspace.fs.writeFile(file, Buffer.from(page));
        await openDropped(`${file.toString()}\r\n`);
        assert(openPanels().includes(file.toString()));
        assert.equal(state(file).saved, true);
        assert.equal(state(file).result?.estimates.length, result.estimates.length);
        await vscode.workspace.fs.delete(file);
      },
    },
  ]);
}
