import * as vscode from 'vscode';
import { commands } from '../../../src/contributions';
import { resultText } from '../../../src/result/resultText';
import { check, ended, eventually, extension, inFolder, type WebTest, write } from '../editor';

const config = inFolder('small.rnn.json');

export const keptTests: WebTest[] = [
  {
    name: 'keeps each run, and shows one beside the present one',
    run: async () => {
      const api = await extension();
      await vscode.commands.executeCommand(commands.analyze, config);
      check((await ended(api, config)).phase === 'done', 'The run failed.');
      const runs = await eventually('a kept run', async () => {
        const found = await api.runs(config);
        return found.length > 0 ? found : undefined;
      });
      check(runs[0].bytes > 1000 && runs[0].headlines.length > 0, JSON.stringify(runs[0]));
      check(await api.compare(config, runs[0]), 'The run cannot be shown.');
    },
  },
  {
    name: 'opens a saved result',
    run: async () => {
      const api = await extension();
      const { result } = api.state(config);
      check(result !== undefined, 'There is no result.');
      const file = await write('saved.result.json', resultText(result));
      await vscode.commands.executeCommand(commands.openResult, file);
      check(api.state(file).result?.estimates.length === result.estimates.length, 'It is not shown.');
      check(api.openPanels().includes(file.toString()), 'Its charts are not open.');
    },
  },
];
