import { isAbsolute, normalize } from 'node:path';
import * as vscode from 'vscode';
import { isInside } from '../../base/insideFolder';
import { pathOf, uriAt } from '../place';

/**
 * The place of a file that a model names: in a folder of the workspace, behind all links, and nowhere else. The file
 * need not exist.
 * @throws Error
 */
export async function inWorkspace(name: string): Promise<vscode.Uri> {
  const uri = inFirstFolder(name);
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (
    !vscode.workspace.getWorkspaceFolder(uri) ||
    !(await isInside(
      pathOf(uri),
      folders.map((folder) => pathOf(folder.uri)),
    ))
  )
    throw new Error(`${name} is outside the workspace.`);
  return uri;
}

/** Relative to the first folder of the workspace; without a check. @throws Error */
export function inFirstFolder(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.at(0);
  if (!folder) throw new Error('No folder is open. Ask the user to open the folder of the config.');
  // A Uri keeps "..", by which its path would begin with a folder that the file is not in.
  return isAbsolute(name) ? uriAt(normalize(name)) : vscode.Uri.joinPath(folder.uri, name);
}
