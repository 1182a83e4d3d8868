import * as vscode from 'vscode';
import { translated } from '../translated';
import { runName } from './comparedRuns';
import type { Reproduced } from './reproduce';
import { savedRun } from './runCommands';
import type { RunHistory } from './runHistory';
import { headlineText, isRunRow, type RunRow } from './runsView';

/**
 * The run that is meant, with its document: that of a row of the view, that of a file, that of the saved result in
 * front, or the one that the person picks of the kept ones of a config.
 * @param argument a row of the view, a file, or nothing
 * @returns undefined where nothing is picked, or the run's document is gone
 */
export async function pickedRun(
  argument: unknown,
  {
    saved,
    config,
    history,
  }: {
    /** The file of the saved result in front. */
    readonly saved: vscode.Uri | undefined;
    /** Asks the person where it is not clear which one is meant. */
    readonly config: () => Promise<vscode.Uri | undefined>;
    readonly history: Pick<RunHistory, 'list' | 'result'>;
  },
): Promise<Reproduced | undefined> {
  if (isRunRow(argument)) return keptRun(argument, history);
  const file = argument instanceof vscode.Uri ? argument : saved;
  if (file) return savedRun(file);
  const uri = await config();
  const row = uri && (await pickRow(uri, history));
  return row && keptRun(row, history);
}

async function keptRun(row: RunRow, history: Pick<RunHistory, 'result'>): Promise<Reproduced | undefined> {
  const result = await history.result(row.uri.toString(), row.run.id);
  if (result) return { name: translated(runName(row.run)), uri: row.uri, result };
  void vscode.window.showWarningMessage(vscode.l10n.t('The numbers of this run are not there any more.'));
  return undefined;
}

async function pickRow(uri: vscode.Uri, history: Pick<RunHistory, 'list'>): Promise<RunRow | undefined> {
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
