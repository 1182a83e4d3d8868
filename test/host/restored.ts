import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { views } from '../../src/contributions';
import { api, config, lensTitles, open, until } from './editor';
import { runSuite } from './runner';

/** The window that `main` left, loaded again. */
export async function run(): Promise<void> {
  await runSuite('after a reload', [
    {
      name: 'the panel comes back with its config, by the view type that it was made with',
      run: async () => {
        // The tab in front is made again at once, those behind it when they are shown.
        const [open] = await until(
          'the panel',
          async () => (await api()).openPanels().length > 0 && (await api()).openPanels(),
        );
        assert.match(open, /\.rnn\.json$/);
        const tabs = vscode.window.tabGroups.all
          .flatMap((group) => group.tabs)
          .filter((tab) => tab.input instanceof vscode.TabInputWebview && tab.input.viewType.endsWith(views.panel));
        assert(
          tabs.some(({ label }) => open.endsWith(`${label.split(' ').at(-1) ?? ''}.rnn.json`)),
          tabs.map(({ label }) => label).join(),
        );
      },
    },
    {
      name: 'the last result comes back without a run',
      run: async () => {
        await open('small.rnn.json');
        const { state, enginePid } = await api();
        const { phase, result, stale } = await until(
          'the result',
          () => state(config('small.rnn.json')).result !== undefined && state(config('small.rnn.json')),
        );
        assert.equal(phase, 'done');
        assert((result?.estimates.length ?? 0) > 0);
        assert.equal(stale, false);
        assert.equal(enginePid(), undefined);
        await until('numbers above layers', async () => (await lensTitles('small.rnn.json')).length >= 2);
      },
    },
    {
      name: 'the runs that stood beside the present one stand there again',
      run: async () => {
        const { compared, runs } = await api();
        const [id] = await until(
          'the run',
          () => compared(config('small.rnn.json')).length > 0 && compared(config('small.rnn.json')),
        );
        assert((await runs(config('small.rnn.json'))).some((run) => run.id === id));
      },
    },
  ]);
}
