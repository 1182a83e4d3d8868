import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { breathe } from '../../base/cancellation';
import { sentence, type Sentence } from '../../base/sentence';
import { migrate, type Migration } from '../../result/migration/migrate';
import type { AnalysisResult } from '../../result/result';

/** Estimates per line of a file: reading or writing one line must not block the host. */
const lineLength = 1000;
const largestFile = 64 * 1024 * 1024;

/**
 * The last result of each config, in a folder: the document without its estimates on the first line, then lines of
 * estimates. The number of files is limited: the configs that ran longest ago are deleted first.
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
    if (!existsSync(path)) return undefined;
    const migration = await resultIn(path);
    if ('result' in migration) return migration.result;
    this.onIgnored(migration.ignored);
    return undefined;
  }

  /**
   * Writes under another name, then renames. A failure (a full disk) is ignored: the result on screen is not affected.
   */
  async write(config: string, result: AnalysisResult): Promise<void> {
    const { estimates, ...head } = result;
    const lines = [JSON.stringify({ ...head, estimates: [] })];
    for (let start = 0; start < estimates.length; start += lineLength) {
      lines.push(JSON.stringify(estimates.slice(start, start + lineLength)));
      await breathe();
    }
    const path = this.path(config);
    const temporary = `${path}.${process.pid}`;
    await mkdir(this.folder, { recursive: true });
    try {
      await writeFile(temporary, lines.join('\n'));
      await rename(temporary, path);
    } finally {
      await rm(temporary, { force: true });
    }
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
    return join(this.folder, `${createHash('sha256').update(config).digest('hex').slice(0, 32)}.jsonl`);
  }
}

async function resultIn(path: string): Promise<Migration> {
  try {
    if ((await stat(path)).size > largestFile) return { ignored: sentence('The file is larger than 64 MB.') };
    const [head, ...lines] = (await readFile(path, 'utf8')).split('\n');
    const document: unknown = JSON.parse(head);
    const estimates: unknown[] = [];
    for (const line of lines) {
      if (line !== '') estimates.push(...linesOf(line));
      await breathe();
    }
    return migrate(typeof document === 'object' && document ? { ...document, estimates } : document);
  } catch (error) {
    return { ignored: sentence('The file cannot be read: {0}', error instanceof Error ? error.message : '') };
  }
}

/** The estimates on a line; anything else is kept for `migrate` to refuse. */
function linesOf(line: string): unknown[] {
  const estimates: unknown = JSON.parse(line);
  return Array.isArray(estimates) ? estimates : [estimates];
}
