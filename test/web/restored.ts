import * as vscode from 'vscode';
import { check, copied, eventually, extension } from './editor';
import { runSuite } from './runner';

export async function run(): Promise<void> {
  await runSuite('web, loaded again', [
    {
      name: 'shows the last result of a config, and its kept runs, without a run',
      run: async () => {
        const api = await extension();
        const uri = await copied('test/host/workspace/small.rnn.json');
        await vscode.window.showTextDocument(uri);
        const result = await eventually('the last result', () => api.state(uri).result);
        check(result.estimates.length > 0, 'It is empty.');
        check((await api.runs(uri)).length > 0, 'No run is kept.');
      },
    },
  ]);
}
