import type * as vscode from 'vscode';
import type { CurrentConfig } from '../configs/currentConfig';
import { Disposable } from '../disposable';
import { isConfig } from '../configs/configDocuments';
import type { ResultStorage } from './resultStorage';
import type { RunStore } from './runStore';
import { savedResult } from './savedResult';

/** Loads a config's last result when it is first shown in this window. */
export class RestoredResults extends Disposable {
  private readonly asked = new Map<string, Promise<void>>();

  constructor(
    private readonly storage: ResultStorage,
    private readonly store: RunStore,
    current: CurrentConfig,
  ) {
    super();
    this.register(
      current.onDidChange((uri) => {
        if (uri) void this.restore(uri);
      }),
    );
    if (current.uri) void this.restore(current.uri);
  }

  restore(uri: vscode.Uri): Promise<void> {
    const key = uri.toString();
    const known = this.asked.get(key) ?? this.read(uri);
    this.asked.set(key, known);
    return known;
  }

  private async read(uri: vscode.Uri): Promise<void> {
    if (this.store.isKnown(uri)) return;
    if (!isConfig(uri)) {
      // A panel of a saved result, after a reload.
      const migration = await savedResult(uri);
      if ('result' in migration && !this.store.isKnown(uri)) this.store.show(uri, migration.result);
      return;
    }
    const result = await this.storage.read(uri.toString());
    // A run may have started meanwhile.
    if (!result || this.store.isKnown(uri)) return;
    this.store.replace(uri, result);
    this.store.finish(uri, { phase: 'done' });
  }
}
