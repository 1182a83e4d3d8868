import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { commands, views } from '../../../src/contributions';
import { resultText } from '../../../src/result/resultText';
import { analyze, api, config, open, replace, until } from '../editor';
import type { HostTest } from '../runner';

const name = 'small.rnn.json';

export const runTests: HostTest[] = [
  {
    name: 'every run is kept, named by what changed; it is pinned, and shown beside the next one',
    run: async () => {
      const { runs, compare, state } = await api();
      const editor = await open(name);
      await analyze(name);
      const [first] = await until('the first kept run', async () => {
        const kept = await runs(config(name));
        return kept.length > 0 && kept;
      });
      const before = (await runs(config(name))).length;
      assert(first.headlines.length > 0);
      const units = /"memory", "units": (\d+)/.exec(editor.document.getText())?.[1];
      assert(units);
      await replace(editor, `"memory", "units": ${units}`, '"memory", "units": 7', false);
      await analyze(name);
      const [second] = await until('the second', async () => {
        const kept = await runs(config(name));
        return kept.length > before && kept;
      });
      assert.deepEqual(second.changes, [{ path: 'memory.units', before: units, after: '7' }]);
      await vscode.commands.executeCommand(commands.pinRun, { uri: config(name), run: first });
      assert.equal((await runs(config(name))).find(({ id }) => id === first.id)?.pinned, true);
      assert.equal(await compare(config(name), first), true);
      await vscode.commands.executeCommand(`${views.runs}.focus`);
      // Saved, so that the window that is loaded again after all tests has nothing unsaved to ask about.
      await replace(editor, '"memory", "units": 7', `"memory", "units": ${units}`, true);
      await until('the run after saving', () => {
        const { phase, result } = state(config(name));
        return phase === 'done' && JSON.stringify(result?.config.model.layers[0]).includes(`"units":${units}`);
      });
    },
  },
  {
    name: 'an exported result opens in a panel of its own, without a config to run',
    run: async () => {
      const { state, openPanels } = await api();
      const { result } = state(config(name));
      assert(result);
      const file = vscode.Uri.file(join(tmpdir(), `exported-${process.pid}.result.json`));
      await vscode.workspace.fs.writeFile(file, Buffer.from(resultText(result, 2)));
      await vscode.commands.executeCommand(commands.openResult, file);
      assert(openPanels().includes(file.toString()));
      assert.equal(state(file).saved, true);
      assert.equal(state(file).result?.estimates.length, result.estimates.length);
      await vscode.workspace.fs.delete(file);
    },
  },
];
