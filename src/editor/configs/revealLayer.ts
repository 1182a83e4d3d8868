import * as vscode from 'vscode';
import { toRange, type ConfigDocuments } from './configDocuments';

/** Puts the cursor on a layer's entry in its config. */
export async function revealLayer(uri: vscode.Uri, layer: string, documents: ConfigDocuments): Promise<void> {
  const open = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  const editor = await vscode.window.showTextDocument(uri, { viewColumn: open?.viewColumn ?? vscode.ViewColumn.One });
  const place = documents.read(editor.document).layers.find(({ name }) => name === layer);
  if (!place) return;
  const { start } = toRange(editor.document, place.range);
  editor.selection = new vscode.Selection(start, start);
  editor.revealRange(toRange(editor.document, place.range), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
