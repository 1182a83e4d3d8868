import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands, views } from '../../../src/contributions';
import type { Sameness } from '../../../src/result/runs/sameNumbers';
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
      const again = await vscode.commands.executeCommand<Sameness>(commands.reproduceRun, {
        uri: config(name),
        run: first,
      });
      assert.notEqual(again.verdict, 'different', JSON.stringify(again.differing.slice(0, 3)));
      assert(again.compared > 100);
      // Saved, so that the window that is loaded again after all tests has nothing unsaved to ask about.
      await replace(editor, '"memory", "units": 7', `"memory", "units": ${units}`, true);
      await until('the run after saving', () => {
        const { phase, result } = state(config(name));
        return phase === 'done' && JSON.stringify(result?.config.model.layers[0]).includes(`"units":${units}`);
      });
    },
  },
  {
    name: 'another unit is shown without a word of a run, and marks nothing as edited',
    run: async () => {
      const { state } = await api();
      const editor = await open(name);
      const said = new Set<string>();
      const inUnit = (unit: string) =>
        until(`the numbers in ${unit}`, () => {
          const { phase, stale, result } = state(config(name));
          said.add(`${phase} ${String(stale)}`);
          return result?.config.analysis.unit === unit;
        });
      await replace(editor, '"samples": 100,', '"samples": 100, "unit": "nats",', true);
      await inUnit('nats');
      await replace(editor, '"samples": 100, "unit": "nats",', '"samples": 100,', true);
      await inUnit('bits');
      assert.deepEqual([...said], ['done false']);
    },
  },
];
