import { basename, dirname } from 'node:path/posix';
import * as vscode from 'vscode';
import * as z from 'zod';
import { exists } from '../exists';
import { firstSentence } from './firstSentence';
import { pickedFolder } from './pickedFolder';

/**
 * Copies an example with everything beside it into the workspace, and opens it. A copy that is there already is opened
 * as it is.
 * @param path of a config in the folder of the examples; otherwise the person picks one
 */
export async function openExample(extensionUri: vscode.Uri, path?: string): Promise<void> {
  const source = vscode.Uri.joinPath(extensionUri, 'examples');
  // A web server gives out files, but lists no folder.
  const list: unknown = JSON.parse(await textOf(vscode.Uri.joinPath(extensionUri, 'dist', 'examples.json')));
  const files = z.array(z.string()).parse(list);
  const chosen = path ?? (await pickExample(source, files));
  if (chosen === undefined) return;
  const place = await pickedFolder(vscode.l10n.t('Select the folder for the copy of the example'));
  if (!place) return;
  const target = vscode.Uri.joinPath(place, dirname(chosen));
  if (!(await exists(target))) await copyFolder(source, place, dirname(chosen), files);
  await vscode.window.showTextDocument(vscode.Uri.joinPath(target, basename(chosen)));
}

async function pickExample(source: vscode.Uri, files: readonly string[]): Promise<string | undefined> {
  const items = await Promise.all(
    files
      .filter((path) => path.endsWith('.rnn.json'))
      .map(async (path) => ({
        path,
        label: basename(path, '.rnn.json'),
        detail: firstSentence(await textOf(vscode.Uri.joinPath(source, path))),
      })),
  );
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Open an example'),
    placeHolder: vscode.l10n.t('Copies it into your workspace, with its data and its README'),
    matchOnDetail: true,
  });
  return picked?.path;
}

/** Reads all files before it writes one, so that a failure leaves no half of a copy. */
async function copyFolder(from: vscode.Uri, to: vscode.Uri, folder: string, files: readonly string[]): Promise<void> {
  const { fs } = vscode.workspace;
  const own = files.filter((path) => path.startsWith(`${folder}/`));
  const contents = await Promise.all(own.map((path) => fs.readFile(vscode.Uri.joinPath(from, path))));
  await Promise.all(own.map((path, index) => fs.writeFile(vscode.Uri.joinPath(to, path), contents[index])));
}

const textOf = async (file: vscode.Uri): Promise<string> =>
  new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
