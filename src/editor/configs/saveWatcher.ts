import * as vscode from 'vscode';
import { SyncController } from '../../engine/process/syncController';
import type { Analyses } from '../runs/analyses';
import { isConfig, type ConfigDocuments } from './configDocuments';
import { Disposable } from '../disposable';
import { pathOf } from '../place';
import type { RunStore } from '../runs/runStore';
import { setting } from '../settings';
import { sameButUnit } from './sameConfig';

const quietTime = 250;
/** After an automatic save more typing may follow: longer than the pause after which VS Code saves. */
const quietTimeAfterAutoSave = 2500;

/**
 * Analyses a config again when it is saved, once it has been analysed: debounced, longer after an automatic save, the
 * last save wins, and a save that cannot change a number starts nothing.
 */
export class SaveWatcher extends Disposable {
  private readonly savedByItself = new WeakSet<vscode.TextDocument>();
  private readonly controllers = new Map<string, SyncController<vscode.Uri>>();

  constructor(
    private readonly analyses: Analyses,
    private readonly documents: ConfigDocuments,
    private readonly store: RunStore,
    private readonly log: vscode.LogOutputChannel,
  ) {
    super();
    this.register(
      vscode.workspace.onWillSaveTextDocument(({ document, reason }) => {
        if (reason === vscode.TextDocumentSaveReason.AfterDelay) this.savedByItself.add(document);
        else this.savedByItself.delete(document);
      }),
    );
    this.register(
      vscode.workspace.onDidSaveTextDocument((document) => {
        const { uri } = document;
        if (isConfig(uri) && vscode.workspace.isTrusted && setting('analyzeOnSave', uri) && store.isKnown(uri))
          this.controller(uri).request(uri, this.savedByItself.has(document) ? quietTimeAfterAutoSave : quietTime);
      }),
    );
  }

  private controller(uri: vscode.Uri): SyncController<vscode.Uri> {
    const key = uri.toString();
    let controller = this.controllers.get(key);
    if (!controller) {
      controller = this.register(
        new SyncController<vscode.Uri>({
          delay: quietTime,
          run: (saved) => this.analyze(saved),
          onError: (error) => this.log.error(`After saving ${pathOf(uri)}: ${String(error)}`),
        }),
      );
      this.controllers.set(key, controller);
    }
    return controller;
  }

  private async analyze(uri: vscode.Uri): Promise<void> {
    const { phase, result } = this.store.state(uri);
    if (phase === 'idle' && !result) return;
    const { config } = this.documents.read(await vscode.workspace.openTextDocument(uri));
    if (config && this.analyses.isCovered(uri, config)) return;
    // Another unit computes nothing: only the sentences are made again, and nothing needs to be said meanwhile.
    const isUnit =
      config !== undefined && result !== undefined && phase === 'done' && sameButUnit(config, result.config);
    await this.analyses.analyze(uri, isUnit, isUnit);
  }
}
