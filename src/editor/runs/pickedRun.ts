import * as vscode from 'vscode';
import { translated } from '../translated';
import { runName } from './comparedRuns';
import type { Reproduced } from './reproduce';
import type { RunHistory } from './runHistory';
import { headlineText, isRunRow, type RunRow } from './runsView';

/**
 * The run of the view's row, or the one that the person picks of the kept ones of a config, with its document.
 * @param argument a row of the view, or nothing
 * @returns undefined where nothing is picked, or the run's document is gone
 */
export async function pickedRun(
  argument: unknown,
  config: vscode.Uri | undefined,
  history: RunHistory,
): Promise<Reproduced | undefined> {
  const row = isRunRow(argument) ? argument : config && (await pickRow(config, history));
  if (!row) return undefined;
  const result = await history.result(row.uri.toString(), row.run.id);
  if (result) return { name: translated(runName(row.run)), uri: row.uri, result };
  void vscode.window.showWarningMessage(vscode.l10n.t('The numbers of this run are not there any more.'));
  return undefined;
}

async function pickRow(uri: vscode.Uri, history: RunHistory): Promise<RunRow | undefined> {
  const runs = await history.list(uri.toString());
  if (runs.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No run of this config is kept: analyze it first.'));
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(
    runs.map((run) => ({
      run,
      label: translated(runName(run)),
      description: new Date(run.time).toLocaleString(vscode.env.language),
      detail: headlineText(run),
    })),
    {
      title: vscode.l10n.t('Reproduce a run'),
      placeHolder: vscode.l10n.t('Runs its config again, and says whether the numbers are the same'),
    },
  );
  return picked && { uri, run: picked.run };
}
