import * as vscode from 'vscode';
import type { EngineSupervisor } from '../../engine/process/supervisor';
import { applyDelta } from '../../result/delta';
import { configText } from '../../result/exports/provenance';
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
  readonly engine: EngineSupervisor;
  readonly log: vscode.LogOutputChannel;
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
  { engine, log }: ReproduceServices,
): Thenable<AnalysisResult | undefined> {
  const title = vscode.l10n.t('Running again: {0}', name);
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const stop = token.onCancellationRequested(() => engine.cancel());
      const folder = vscode.workspace.getWorkspaceFolder(uri);
      let fresh: AnalysisResult | undefined;
      const outcome = await engine.analyze(
        {
          configPath: pathOf(uri),
          configText: configText(result),
          backend: result.environment.backend,
          ...(folder ? { dataRoots: [pathOf(folder.uri)] } : {}),
        },
        {
          started: (document) => {
            fresh = document;
          },
          progress: (state) => progress.report({ message: progressText(state) }),
          delta: (delta) => {
            if (fresh) applyDelta(fresh, delta);
          },
        },
      );
      stop.dispose();
      if (outcome.type === 'failed') {
        log.error(`${name}: ${outcome.failure.message}\n${outcome.failure.stack ?? ''}`);
        void vscode.window.showErrorMessage(translated(outcome.failure.sentence));
      }
      return outcome.type === 'done' ? fresh : undefined;
    },
  );
}

/** The first sentence is the answer; where numbers differ, the log names them. */
function tell(
  { name }: Reproduced,
  { verdict }: Sameness,
  [answer, ...more]: readonly string[],
  log: vscode.LogOutputChannel,
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
