import { modify } from 'jsonc-parser';
import * as vscode from 'vscode';

export interface ConfigEdit {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
  readonly insert?: boolean;
}

/**
 * Writes a value into the config's text, keeping its comments and its layout. A config without unsaved edits is saved, so that the
 * analysis follows; one with them is left to the person.
 */
export async function setInConfig(uri: vscode.Uri, { path, value, insert }: ConfigEdit): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const wasSaved = !document.isDirty;
  const options = vscode.workspace.getConfiguration('editor', document);
  const edits = modify(document.getText(), [...path], value, {
    isArrayInsertion: insert ?? false,
    formattingOptions: { insertSpaces: options.get<boolean>('insertSpaces', true), tabSize: options.get<number>('tabSize', 2), eol: document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n' },
  });
  const change = new vscode.WorkspaceEdit();
  for (const { offset, length, content } of edits) {
    change.replace(uri, new vscode.Range(document.positionAt(offset), document.positionAt(offset + length)), content);
  }
  if (!(await vscode.workspace.applyEdit(change))) throw new Error(vscode.l10n.t('The config could not be edited: is the file read-only?'));
  if (wasSaved) await document.save();
}
