import * as vscode from 'vscode';
import { readConfig } from '../../config/readConfig';
import type { ConfigReading, TextRange } from '../../config/text/configReading';
import { configPattern } from '../../contributions';

export const configSelector: vscode.DocumentSelector = { pattern: configPattern };

export function isConfig(uri: vscode.Uri): boolean {
  return uri.path.endsWith('.rnn.json') && uri.scheme !== 'git' && uri.scheme !== 'output';
}

/** The text of a document as it is saved, for what runs without having been asked for. */
export async function savedText(document: vscode.TextDocument): Promise<string> {
  if (!document.isDirty) return document.getText();
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(document.uri));
}

/** Reads each version of each document only once. */
export class ConfigDocuments {
  private readonly readings = new WeakMap<
    vscode.TextDocument,
    { readonly version: number; readonly reading: ConfigReading }
  >();

  read(document: vscode.TextDocument): ConfigReading {
    const known = this.readings.get(document);
    if (known?.version === document.version) return known.reading;
    const reading = readConfig(document.getText());
    this.readings.set(document, { version: document.version, reading });
    return reading;
  }
}

export function toRange(document: vscode.TextDocument, range: TextRange): vscode.Range {
  return new vscode.Range(document.positionAt(range.start), document.positionAt(range.end));
}
