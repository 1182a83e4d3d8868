import * as vscode from 'vscode';
import { translated } from '../translated';
import type { ComparedRuns } from './comparedRuns';
import type { Migration } from '../../result/migration/migrate';
import type { RunHistory } from './runHistory';
import type { Reproduced } from './reproduce';
import { baseName } from './runStore';
import { savedResult } from './savedResult';
import type { RunRow } from './runsView';
import { runName } from './comparedRuns';

/** Asks for a run's name; an empty one gives it back the name by its changes. */
export async function renameRun({ uri, run }: RunRow, history: RunHistory): Promise<void> {
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('Rename the run'),
    value: run.name ?? translated(runName(run)),
    prompt: vscode.l10n.t('Leave it empty to name the run by what changed in the config.'),
  });
  if (name !== undefined) await history.change(uri.toString(), run.id, { name: name.trim() });
}

/** Deletes a run; one that is pinned, or has a name, only after a question. */
export async function deleteRun({ uri, run }: RunRow, history: RunHistory, compared: ComparedRuns): Promise<void> {
  if (run.pinned || run.name !== undefined) {
    const sure = vscode.l10n.t('Delete');
    const question = vscode.l10n.t('Delete the run "{0}"?', translated(runName(run)));
    if ((await vscode.window.showWarningMessage(question, { modal: true }, sure)) !== sure) return;
  }
  await history.remove(uri.toString(), run.id);
  compared.remove(uri, run.id);
}

/** The run in a file, to be made again; says why where there is none. */
export async function savedRun(file: vscode.Uri): Promise<Reproduced | undefined> {
  const migration = await savedResult(file);
  if ('result' in migration) return { name: baseName(file), uri: file, result: migration.result };
  void vscode.window.showErrorMessage(translated(migration.ignored));
  return undefined;
}

/** A file that the person picks, and the result in it; says why where there is none. */
export async function pickedResult(
  argument: unknown,
): Promise<{ readonly file: vscode.Uri; readonly migration: Migration } | undefined> {
  const picked =
    argument instanceof vscode.Uri
      ? [argument]
      : await vscode.window.showOpenDialog({
          title: vscode.l10n.t('Open a result'),
          filters: { [vscode.l10n.t('Results and reports')]: ['json', 'html'] },
        });
  const file = picked?.at(0);
  return file && { file, migration: await savedResult(file) };
}
