import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { trimStages } from '../../analysis/cache/trimStages';
import { setting } from '../settings';

const megabyte = 1e6;

/** What the extension keeps on disk: trained stages, and the last result of each config. */
export class KeptFiles {
  constructor(
    readonly stages: string,
    readonly results: string,
  ) {}

  /** Deletes the least recently used stages beyond the size that the setting allows. */
  async trim(): Promise<void> {
    await trimStages(this.stages, setting('keptSize') * megabyte).catch(ignoreMissing);
  }

  /** Deletes all of it, and says how much that was. Numbers on screen stay. */
  async clear(): Promise<void> {
    let bytes = 0;
    for (const folder of [this.stages, this.results])
      for (const name of await readdir(folder).catch(() => [])) {
        const path = join(folder, name);
        bytes += (await stat(path).catch(() => undefined))?.size ?? 0;
        await rm(path, { force: true, recursive: true });
      }
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Kept stages and results are deleted: {0} MB.', (bytes / megabyte).toFixed(1)),
    );
  }
}

function ignoreMissing(failure: unknown): void {
  if (!(failure instanceof Error && 'code' in failure && failure.code === 'ENOENT')) throw failure;
}
