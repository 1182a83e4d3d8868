import { basename, dirname } from 'node:path/posix';
import * as vscode from 'vscode';
import { exists } from '../exists';
import { firstSentence } from './firstSentence';
import { pickedFolder } from './pickedFolder';

/** A config of an example's folder. */
interface Example {
  /** Relative to the folder of the examples. */
  readonly path: string;
  readonly config: vscode.Uri;
}

/**
 * Copies an example with everything beside it into the workspace, and opens it. A copy that is there already is opened
 * as it is.
 * @param path of a config in the folder of the examples; otherwise the person picks one
 */
export async function openExample(extensionUri: vscode.Uri, path?: string): Promise<void> {
  const source = vscode.Uri.joinPath(extensionUri, 'examples');
  const chosen = path ?? (await pickExample(source));
  if (chosen === undefined) return;
  const place = await pickedFolder(vscode.l10n.t('Select the folder for the copy of the example'));
  if (!place) return;
  const target = vscode.Uri.joinPath(place, dirname(chosen));
  if (!(await exists(target))) await vscode.workspace.fs.copy(vscode.Uri.joinPath(source, dirname(chosen)), target);
  await vscode.window.showTextDocument(vscode.Uri.joinPath(target, basename(chosen)));
}

async function pickExample(source: vscode.Uri): Promise<string | undefined> {
  const examples = await examplesIn(source);
  const items = await Promise.all(
    examples.map(async ({ path, config }) => ({
      path,
      label: basename(path, '.rnn.json'),
      detail: firstSentence(new TextDecoder().decode(await vscode.workspace.fs.readFile(config))),
    })),
  );
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Open an example'),
    placeHolder: vscode.l10n.t('Copies it into your workspace, with its data and its README'),
    matchOnDetail: true,
  });
  return picked?.path;
}

async function examplesIn(source: vscode.Uri): Promise<readonly Example[]> {
  const folders = (await vscode.workspace.fs.readDirectory(source))
    .filter(([, type]) => type === vscode.FileType.Directory)
    .map(([name]) => name)
    .sort();
  const found = await Promise.all(
    folders.map(async (folder) =>
      (await vscode.workspace.fs.readDirectory(vscode.Uri.joinPath(source, folder)))
        .filter(([file]) => file.endsWith('.rnn.json'))
        .map(([file]) => ({ path: `${folder}/${file}`, config: vscode.Uri.joinPath(source, folder, file) })),
    ),
  );
  return found.flat();
}
