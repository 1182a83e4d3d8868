import * as vscode from 'vscode';
import { check, copied, eventually, extension, inFolder, type WebTest } from '../editor';
import { note } from '../runner';
import { commands } from '../../../src/contributions';

export const checkTests: WebTest[] = [
  {
    name: 'activates in a window that has no server',
    run: async () => {
      check(vscode.env.uiKind === vscode.UIKind.Web, 'This is no browser.');
      check(vscode.env.remoteName === undefined, 'There is a server.');
      const { activationTime } = await extension();
      note(`activation ${Math.round(activationTime)} ms`);
    },
  },
  {
    name: 'marks the mistakes of a config',
    run: async () => {
      await extension();
      const uri = await copied('test/host/workspace/wrong.rnn.json');
      await vscode.window.showTextDocument(uri);
      const problems = await eventually('marks', () => {
        const found = vscode.languages.getDiagnostics(uri);
        return found.length > 0 ? found : undefined;
      });
      check(
        problems.some(({ message }) => message.includes('length')),
        problems.map(({ message }) => message).join('\n'),
      );
    },
  },
  {
    name: 'copies an example into the folder, with its data',
    run: async () => {
      await vscode.commands.executeCommand(commands.openExample, 'translation/translation.rnn.json');
      const opened = vscode.window.activeTextEditor?.document.uri.toString();
      check(opened === inFolder('translation/translation.rnn.json').toString(), `${opened} is open.`);
      const { size } = await vscode.workspace.fs.stat(inFolder('translation/pairs.tsv'));
      check(size > 10_000, `The pairs are ${size} bytes.`);
      const names = (await vscode.workspace.fs.readDirectory(inFolder('translation'))).map(([name]) => name);
      check(names.includes('README.md'), names.join());
    },
  },
  {
    name: 'offers to analyze a config',
    run: async () => {
      const uri = await copied('test/host/workspace/small.rnn.json');
      await vscode.window.showTextDocument(uri);
      const lenses = await eventually('lenses', async () => {
        const found = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri);
        return found.length > 0 ? found : undefined;
      });
      check(
        lenses.some(({ command }) => command?.command === commands.analyze),
        'No lens runs an analysis.',
      );
    },
  },
];
