import * as vscode from 'vscode';
import { Throttle } from '../../engine/process/throttle';
import { isConfig, type ConfigDocuments } from './configDocuments';
import { Disposable } from '../disposable';
import type { RunStore } from '../runs/runStore';
import { sameButUnit } from './sameConfig';

/** Marks a result whose config has been edited since: the numbers no longer belong to the text. */
export class StaleMarks extends Disposable {
  private readonly pending = new Set<vscode.TextDocument>();

  constructor(
    private readonly documents: ConfigDocuments,
    private readonly store: RunStore,
  ) {
    super();
    const refresh = this.register(
      new Throttle(150, () => {
        for (const document of this.pending) this.mark(document);
        this.pending.clear();
      }),
    );
    const request = (document: vscode.TextDocument) => {
      if (!isConfig(document.uri)) return;
      this.pending.add(document);
      refresh.request();
    };
    this.register(vscode.workspace.onDidChangeTextDocument(({ document }) => request(document)));
    this.register(vscode.workspace.onDidOpenTextDocument(request));
    this.register(
      store.onDidChange(({ uri, changes }) => {
        if (!changes.result) return;
        const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
        if (document) this.mark(document);
      }),
    );
  }

  private mark(document: vscode.TextDocument): void {
    const { stale, result } = this.store.state(document.uri);
    const { config } = this.documents.read(document);
    const now = result !== undefined && !(config && sameButUnit(config, result.config));
    if (now !== stale) this.store.update(document.uri, { stale: now });
  }
}
