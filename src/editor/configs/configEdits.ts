import * as vscode from 'vscode';
import { type ConfigEdit, editedConfig } from '../../config/edits';

/**
 * Writes values into the config's text, keeping its comments and layout, as one step that can be undone. A config
 * without unsaved edits is saved, so that it is analysed again; one with unsaved edits is not.
 */
export async function changeConfig(uri: vscode.Uri, edits: readonly ConfigEdit[]): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const wasSaved = !document.isDirty;
  const options = vscode.workspace.getConfiguration('editor', document);
  const before = document.getText();
  const after = editedConfig(before, edits, {
    insertSpaces: options.get<boolean>('insertSpaces', true),
    tabSize: options.get<number>('tabSize', 2),
    eol: document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n',
  });
  const { start, end, text } = difference(before, after);
  const change = new vscode.WorkspaceEdit();
  change.replace(uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
  if (!(await vscode.workspace.applyEdit(change)))
    throw new Error(vscode.l10n.t('The config could not be edited: is the file read-only?'));
  if (wasSaved) await document.save();
}

/** The smallest replaced range, so that the cursor and folds elsewhere stay. */
function difference(before: string, after: string): { start: number; end: number; text: string } {
  let start = 0;
  const shorter = Math.min(before.length, after.length);
  while (start < shorter && before[start] === after[start]) start++;
  let same = 0;
  while (same < shorter - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  return { start, end: before.length - same, text: after.slice(start, after.length - same) };
}
