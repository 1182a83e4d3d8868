import * as vscode from 'vscode';
import { exists } from '../exists';

/** Copies an example of the extension to a place where the person can edit it, and opens it. */
export async function openExample(extensionUri: vscode.Uri, storage: vscode.Uri): Promise<void> {
  const source = vscode.Uri.joinPath(extensionUri, 'examples');
  const names = (await vscode.workspace.fs.readDirectory(source))
    .filter(([, type]) => type === vscode.FileType.Directory)
    .map(([name]) => name);
  const name = await vscode.window.showQuickPick(names.sort(), {
    title: vscode.l10n.t('Open an example'),
    placeHolder: vscode.l10n.t('Opens a copy that you can edit'),
  });
  if (name === undefined) return;
  const target = vscode.Uri.joinPath(storage, 'examples', name);
  if (!(await exists(target))) await vscode.workspace.fs.copy(vscode.Uri.joinPath(source, name), target);
  const files = (await vscode.workspace.fs.readDirectory(target)).map(([file]) => file);
  const config = files.find((file) => file.endsWith('.rnn.json'));
  if (config !== undefined) await vscode.window.showTextDocument(vscode.Uri.joinPath(target, config));
}
