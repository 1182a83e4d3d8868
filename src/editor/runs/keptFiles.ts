import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { trimStages } from '../../analysis/cache/trimStages';
import { setting } from '../settings';
import type { RunHistory } from './runHistory';

const megabyte = 1e6;

/** What the extension keeps on disk: trained stages, the last result of each config, and its runs. */
export class KeptFiles {
  constructor(
    readonly stages: string,
    readonly results: string,
    readonly runs: RunHistory,
  ) {}

  /** Deletes the least recently used stages, and the oldest runs, beyond the size that the setting allows. */
  async trim(): Promise<void> {
    const most = setting('keptSize') * megabyte;
    await trimStages(this.stages, most).catch(ignoreMissing);
    await this.runs.trim(most);
  }

  /** Deletes all of it but pinned runs, and says how much that was. Numbers on screen stay. */
  async clear(): Promise<void> {
    let bytes = await this.runs.trim(0);
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
