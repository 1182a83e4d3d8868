import * as vscode from 'vscode';

/** The workspace folder, the one that the person picks of several, or any folder where none is open. */
export async function pickedFolder(title: string): Promise<vscode.Uri | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 1) return folders[0].uri;
  if (folders.length > 1) return (await vscode.window.showWorkspaceFolderPick())?.uri;
  const [place] =
    (await vscode.window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      title,
      openLabel: vscode.l10n.t('Write here'),
    })) ?? [];
  return place;
}
