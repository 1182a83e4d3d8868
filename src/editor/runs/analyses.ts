import * as vscode from 'vscode';
import { translated } from '../translated';
import { readConfig } from '../../config/readConfig';
import type { AnalysisConfig } from '../../config/schema/config';
import type { AnalyzeRequest, EngineFailure } from '../../engine/process/protocol';
import type { EngineSupervisor, RunOutcome } from '../../engine/process/supervisor';
import { applyDelta } from '../../result/delta';
import type { AnalysisResult } from '../../result/result';
import { type ConfigDocuments, savedText } from '../configs/configDocuments';
import type { ConfigDiagnostics } from '../configs/diagnostics';
import { Disposable } from '../disposable';
import { pathOf } from '../place';
import type { KeptFiles } from './keptFiles';
import type { ResultStorage } from './resultStorage';
import { withoutFirstLooks } from '../recordings/firstLooks';
import { RunQueue } from './runQueue';
import type { RunStore } from './runStore';
import { sameConfig } from '../configs/sameConfig';
import { setting } from '../settings';

interface Run {
  readonly key: string;
  readonly uri: vscode.Uri;
  readonly config: AnalysisConfig;
  readonly text: string;
  /** The numbers on screen stay until all new ones are there. */
  readonly quiet: boolean;
  /** Nothing is said while it runs. */
  readonly silent: boolean;
}

/**
 * Runs analyses, one at a time: a new request for the running config restarts it, other configs wait for their turn.
 */
export class Analyses extends Disposable {
  private readonly queue = new RunQueue<Run>();
  private readonly changed = this.register(new vscode.EventEmitter<vscode.Uri | undefined>());
  /** Fires when another run starts, or none runs any more. */
  readonly onDidChangeRunning = this.changed.event;
  private readonly keptRun = this.register(new vscode.EventEmitter<vscode.Uri>());
  /** Fires when a finished run is among the kept ones. */
  readonly onDidKeepRun = this.keptRun.event;

  constructor(
    private readonly supervisor: EngineSupervisor,
    private readonly store: RunStore,
    private readonly documents: ConfigDocuments,
    private readonly diagnostics: ConfigDiagnostics,
    private readonly storage: ResultStorage,
    private readonly kept: KeptFiles,
    private readonly log: vscode.LogOutputChannel,
  ) {
    super();
  }

  /** The config of the current run. */
  get running(): vscode.Uri | undefined {
    return this.queue.running?.uri;
  }

  /**
   * Analyses the config as it stands in the editor, saved or not. Resolves when the run is accepted, not when it is
   * done.
   * @param quiet analyses the saved config, if it is one; the numbers on screen stay until all new ones are there, and
   *   where the run fails
   * @param silent shows no progress either
   */
  async analyze(uri: vscode.Uri, quiet = false, silent = false): Promise<void> {
    if (!vscode.workspace.isTrusted) return;
    const document = await vscode.workspace.openTextDocument(uri);
    const text = quiet ? await savedText(document) : document.getText();
    const { config, problems } = document.getText() === text ? this.documents.read(document) : readConfig(text);
    if (!config && quiet) return;
    if (!config) {
      const errors = problems.filter(({ severity }) => severity === 'error');
      const first = errors[0];
      this.store.update(uri, {
        phase: 'failed',
        reason:
          vscode.l10n.t('Line {0}: {1}', first.range.position.line, translated(first.sentence)) +
          (errors.length > 1 ? ` ${vscode.l10n.t('({0} more)', errors.length - 1)}` : ''),
      });
      return;
    }
    this.diagnostics.setFailure(uri, undefined);
    const run: Run = { key: uri.toString(), uri, config, text, quiet, silent };
    if (!silent) this.store.update(uri, { phase: 'running', reason: '', progress: { stage: 'dataset', fraction: 0 } });
    if (this.queue.add(run)) void this.start(run);
  }

  /** What the engine is asked for a config. */
  request(uri: vscode.Uri, text: string): AnalyzeRequest {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    return {
      configPath: pathOf(uri),
      configText: text,
      backend: setting('backend', uri),
      cacheFolder: this.kept.stages,
      ...(folder ? { dataRoots: [pathOf(folder.uri)] } : {}),
    };
  }

  /** Whether a run for exactly this config is active or waiting, or was the config's last and is done. */
  isCovered(uri: vscode.Uri, config: AnalysisConfig): boolean {
    const underWay = this.queue.find(uri.toString());
    if (underWay) return sameConfig(underWay.config, config);
    const { phase, result } = this.store.state(uri);
    return phase === 'done' && result !== undefined && sameConfig(result.config, config);
  }

  /** Whether a config's run is active or waiting. */
  isUnderWay(uri: vscode.Uri): boolean {
    return this.queue.find(uri.toString()) !== undefined;
  }

  /** Cancels the run of this config, active or waiting; runs of other configs go on. */
  cancel(uri: vscode.Uri): void {
    const key = uri.toString();
    if (this.queue.withdraw(key)) this.store.finish(uri, { phase: 'cancelled' });
    else if (this.queue.running?.key === key) this.supervisor.cancel();
  }

  private async start(run: Run): Promise<void> {
    const { uri } = run;
    this.changed.fire(uri);
    const current = () => this.queue.running === run;
    // Held back where the run is quiet.
    let hidden: AnalysisResult | undefined;
    const outcome = await this.supervisor.analyze(this.request(uri, run.text), {
      started: (result) => {
        if (!current()) return;
        if (run.quiet && this.store.result(uri)) hidden = result;
        else this.store.replace(uri, result);
      },
      progress: (progress) => {
        if (current() && !run.silent) this.store.update(uri, { progress });
      },
      delta: (delta) => {
        if (!current()) return;
        if (hidden) applyDelta(hidden, delta);
        else this.store.append(uri, delta);
      },
    });
    if (hidden && current() && outcome.type === 'done') this.store.replace(uri, hidden);
    // A newer run of the same config has replaced it.
    if (!current()) return;
    const next = this.queue.next();
    this.finish(run, outcome);
    this.kept.trim().catch((error: unknown) => this.log.warn(`Kept stages could not be trimmed: ${String(error)}`));
    if (next) void this.start(next);
    else this.changed.fire(undefined);
  }

  private finish({ uri, text }: Run, outcome: RunOutcome): void {
    const document = vscode.workspace.textDocuments.find((open) => isSame(open.uri, uri));
    if (outcome.type === 'failed') {
      this.report(uri, outcome.failure, document?.getText() === text);
      return;
    }
    this.store.finish(uri, { phase: outcome.type });
    const result = this.store.result(uri);
    if (outcome.type === 'done' && result) {
      this.keep(uri, withoutFirstLooks(result)).catch((error: unknown) =>
        this.log.warn(`The result could not be kept: ${String(error)}`),
      );
    }
  }

  private async keep(uri: vscode.Uri, result: AnalysisResult): Promise<void> {
    await this.storage.write(uri.toString(), result);
    await this.kept.runs.add(uri.toString(), result, Date.now());
    this.keptRun.fire(uri);
  }

  private report(uri: vscode.Uri, failure: EngineFailure, textIsSame: boolean): void {
    this.log.error(`${pathOf(uri)}: ${failure.message}\n${failure.stack ?? ''}`);
    this.store.finish(uri, { phase: 'failed', reason: translated(failure.sentence) });
    const { position, ...placeless } = failure;
    this.diagnostics.setFailure(uri, textIsSame && position ? { ...placeless, position } : placeless);
  }
}

function isSame(a: vscode.Uri, b: vscode.Uri): boolean {
  return a.toString() === b.toString();
}
