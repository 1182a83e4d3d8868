import { platform } from '#platform';
import { access, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sentence } from '../../base/sentence';
import type { AnalysisResult } from '../../result/result';
import { resultIn, writeResult } from './resultFile';

/**
 * The last result of each config, in a folder. The number of files is limited: the configs that ran longest ago are
 * deleted first.
 */
export class ResultStorage {
  constructor(
    private readonly folder: string,
    private readonly keep = 30,
    private readonly onIgnored: (why: Sentence) => void = () => undefined,
  ) {}

  /**
   * The config's last result, or undefined where there is none that is complete and of a supported version; the reason
   * goes to `onIgnored`.
   */
  async read(config: string): Promise<AnalysisResult | undefined> {
    const path = this.path(config);
    if (!(await isThere(path))) return undefined;
    const migration = await resultIn(path);
    if ('result' in migration) return migration.result;
    this.onIgnored(migration.ignored);
    return undefined;
  }

  /** A failure (a full disk) is the caller's to report: the result on screen is not affected. */
  async write(config: string, result: AnalysisResult): Promise<void> {
    await writeResult(this.path(config), result);
    await this.trim();
  }

  private async trim(): Promise<void> {
    const names = await readdir(this.folder);
    if (names.length <= this.keep) return;
    const aged = await Promise.all(
      names.map(async (name) => ({ name, time: (await stat(join(this.folder, name))).mtimeMs })),
    );
    aged.sort((a, b) => b.time - a.time);
    await Promise.all(aged.slice(this.keep).map(({ name }) => rm(join(this.folder, name), { force: true })));
  }

  private path(config: string): string {
    return join(this.folder, `${hashOf(config)}.jsonl`);
  }
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** The name under which files of a config are kept. */
export const hashOf = (config: string): string => platform.sha256(config).slice(0, 32);
