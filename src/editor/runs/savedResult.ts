import * as vscode from 'vscode';
import { sentence } from '../../base/sentence';
import { largestFile } from '../../result/files/exportedResult';
import { migrate, type Migration } from '../../result/migration/migrate';
import { savedDocument } from '../../result/savedDocument';

/** The document in a file that a person exported, wherever VS Code finds it: JSON, or a report. */
export async function savedResult(file: vscode.Uri): Promise<Migration> {
  try {
    const { fs } = vscode.workspace;
    if ((await fs.stat(file)).size > largestFile) return { ignored: sentence('The file is larger than 64 MB.') };
    return migrate(savedDocument(new TextDecoder().decode(await fs.readFile(file))));
  } catch (error) {
    return { ignored: sentence('The file cannot be read: {0}', error instanceof Error ? error.message : '') };
  }
}
