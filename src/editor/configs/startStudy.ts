import { dirname } from 'node:path/posix';
import * as vscode from 'vscode';
import { studyNames } from '../../config/schema/studies/studyNames';
import { studyCommands } from '../../contributions';
import { translated } from '../translated';
import { openExample } from './examples';
import { firstSentence } from './firstSentence';
import { studyExamples } from './studyExamples';

/**
 * Opens a copy of the example of a study.
 * @param path of a config in the folder of the examples; otherwise the person picks a study
 */
export async function startStudy(extensionUri: vscode.Uri, path?: string): Promise<void> {
  const chosen = path ?? (await pickStudy(vscode.Uri.joinPath(extensionUri, 'examples')));
  if (chosen !== undefined) await openExample(extensionUri, chosen);
}

/** The commands of single studies. */
export const studyTable = (extensionUri: vscode.Uri): Readonly<Record<string, () => Promise<void>>> =>
  Object.fromEntries(
    studyNames.map((name) => [
      studyCommands[name],
      () => openExample(extensionUri, studyExamples.find(({ study }) => study === name)?.path),
    ]),
  );

async function pickStudy(source: vscode.Uri): Promise<string | undefined> {
  const items = await Promise.all(
    studyExamples.map(async ({ question, path, seconds }) => ({
      path,
      label: translated(question),
      description:
        seconds === undefined ? dirname(path) : vscode.l10n.t('{0}, about {1} s on one core', dirname(path), seconds),
      detail: firstSentence(
        new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(source, path))),
      ),
    })),
  );
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Start a study'),
    placeHolder: vscode.l10n.t('Copies its example into your workspace, with its data and its README'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.path;
}
