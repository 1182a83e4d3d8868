import * as vscode from 'vscode';
import { contextKeys } from '../contributions';
import type { Analyses } from './runs/analyses';
import type { CurrentConfig } from './configs/currentConfig';
import { Disposable } from './disposable';
import type { RunStore } from './runs/runStore';

/** Maintains the context keys of menus: whether something runs, and whether the current config has a result. */
export class ContextKeys extends Disposable {
  private hasResult: boolean | undefined;

  constructor(
    private readonly store: RunStore,
    analyses: Analyses,
    private readonly current: CurrentConfig,
  ) {
    super();
    this.register(analyses.onDidChangeRunning((uri) => set(contextKeys.running, uri !== undefined)));
    this.register(store.onDidChange(() => this.follow()));
    this.register(current.onDidChange(() => this.follow()));
    set(contextKeys.running, false);
    this.follow();
  }

  private follow(): void {
    const { uri } = this.current;
    const now = uri !== undefined && this.store.result(uri) !== undefined;
    if (now === this.hasResult) return;
    this.hasResult = now;
    set(contextKeys.hasResult, now);
  }
}

function set(key: string, value: boolean): void {
  void vscode.commands.executeCommand('setContext', key, value);
}
