import * as vscode from 'vscode';
import { documentIn } from '../../result/files/exportedResult';
import type { Migration } from '../../result/migration/migrate';

/** The document in a file that a person exported, wherever VS Code finds it: JSON, or a report. */
export function savedResult(file: vscode.Uri): Promise<Migration> {
  const { fs } = vscode.workspace;
  return documentIn({
    size: async () => (await fs.stat(file)).size,
    text: async () => new TextDecoder().decode(await fs.readFile(file)),
  });
}
