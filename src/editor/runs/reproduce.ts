import * as vscode from 'vscode';
import { CancelledError } from '../../base/cancellation';
import type { Turns } from '../../base/turns';
import type { EngineSupervisor } from '../../engine/process/supervisor';
import { FailedRun, wholeRun } from '../../engine/process/wholeRun';
import { configText } from '../../result/exports/provenance';
import type { Progress } from '../../result/progress';
import type { AnalysisResult } from '../../result/result';
import { sameness, type Sameness } from '../../result/runs/sameNumbers';
import { samenessWords } from '../../result/runs/samenessWords';
import { pathOf } from '../place';
import { translated } from '../translated';
import { progressText } from './statusItem';

/** A kept run, or the result in a file. */
export interface Reproduced {
  /** What it is called. */
  readonly name: string;
  /** Data files are relative to the folder of this config or file. */
  readonly uri: vscode.Uri;
  readonly result: AnalysisResult;
}

export interface ReproduceServices {
  /** An engine of its own, so that the runs of open configs go on. */
  readonly engine: Pick<EngineSupervisor, 'analyze' | 'cancel'>;
  /** One run at a time: a later one waits. */
  readonly turns: Turns;
  readonly log: Pick<vscode.LogOutputChannel, 'info' | 'error' | 'show'>;
}

/**
 * Runs the config of a run again, every stage afresh and on the same backend, and says whether the numbers are the
 * same. Neither the charts nor the kept runs change.
 * @returns how alike they are; undefined where the person cancelled the run, or it failed
 */
export async function reproduce(run: Reproduced, services: ReproduceServices): Promise<Sameness | undefined> {
  const fresh = await ranAgain(run, services);
  if (!fresh) return undefined;
  const found = sameness(run.result, fresh);
  const said = samenessWords(found, run.result.environment, fresh.environment).map(translated);
  services.log.info([run.name, ...said].join('\n  '));
  tell(run, found, said, services.log);
  return found;
}

function ranAgain(
  { name, uri, result }: Reproduced,
  { engine, turns, log }: ReproduceServices,
): Thenable<AnalysisResult | undefined> {
  const title = vscode.l10n.t('Running again: {0}', name);
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (notification, token) => {
      const controller = new AbortController();
      const { signal } = controller;
      const stop = token.onCancellationRequested(() => controller.abort());
      const folder = vscode.workspace.getWorkspaceFolder(uri);
      const request = {
        configPath: pathOf(uri),
        configText: configText(result),
        backend: result.environment.backend,
        ...(folder ? { dataRoots: [pathOf(folder.uri)] } : {}),
      };
      const progress = (state: Progress): void => notification.report({ message: progressText(state) });
      try {
        return await turns.take(signal, () => wholeRun(engine, request, { signal, progress }));
      } catch (error) {
        if (error instanceof CancelledError) return undefined;
        if (!(error instanceof FailedRun)) throw error;
        log.error(`${name}: ${error.failure.message}\n${error.failure.stack ?? ''}`);
        void vscode.window.showErrorMessage(translated(error.failure.sentence));
        return undefined;
      } finally {
        stop.dispose();
      }
    },
  );
}

/** The first sentence is the answer; where numbers differ, the log names them. */
function tell(
  { name }: Reproduced,
  { verdict }: Sameness,
  [answer, ...more]: readonly string[],
  log: ReproduceServices['log'],
): void {
  const text = `${name}: ${answer}`;
  const show = vscode.l10n.t('Show the differences');
  const buttons = more.length > 0 ? [show] : [];
  const shown =
    verdict === 'different'
      ? vscode.window.showWarningMessage(text, ...buttons)
      : vscode.window.showInformationMessage(text, ...buttons);
  void shown.then((picked) => {
    if (picked === show) log.show();
  });
}
