import { dirname } from 'node:path/posix';
import * as vscode from 'vscode';
import { studyCommands, type StudyCommandId } from '../../contributions';
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
export function studyTable(extensionUri: vscode.Uri): Readonly<Record<StudyCommandId, () => Promise<void>>> {
  const open = (command: StudyCommandId) => () =>
    openExample(extensionUri, studyExamples.find((one) => one.command === command)?.path);
  return {
    [studyCommands.studyColumns]: open(studyCommands.studyColumns),
    [studyCommands.studyUnits]: open(studyCommands.studyUnits),
    [studyCommands.studyNoise]: open(studyCommands.studyNoise),
    [studyCommands.studyDoubt]: open(studyCommands.studyDoubt),
    [studyCommands.studyEnhancement]: open(studyCommands.studyEnhancement),
    [studyCommands.studyOverfitting]: open(studyCommands.studyOverfitting),
    [studyCommands.studyTranslation]: open(studyCommands.studyTranslation),
    [studyCommands.studyAttribution]: open(studyCommands.studyAttribution),
  };
}

async function pickStudy(source: vscode.Uri): Promise<string | undefined> {
  const items = await Promise.all(
    studyExamples.map(async ({ question, path, seconds }) => ({
      path,
      label: translated(question),
      description: vscode.l10n.t('{0}, about {1} s', dirname(path), seconds),
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
