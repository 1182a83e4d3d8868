import * as vscode from 'vscode';
import { verbatim, type Sentence } from '../../base/sentence';
import type { ComparedRun } from '../../page/protocol';
import { changesSentence } from '../../result/runs/configChanges';
import { forComparison } from '../../result/runs/forComparison';
import { sentence } from '../../base/sentence';
import type { AnalysisResult } from '../../result/result';
import { Disposable } from '../disposable';
import type { ComparedMemory } from './comparedMemory';
import type { KeptRun } from './keptRun';
import type { RunHistory } from './runHistory';
import { savedResult } from './savedResult';

/** Most runs beside the present one: six dashes can be told apart. */
export const mostCompared = 6;

const filePrefix = 'file:';

/**
 * The runs that are shown beside each config's present one, in the order in which they were chosen. A choice of an
 * earlier window is read again when a config is first asked for.
 */
export class ComparedRuns extends Disposable {
  private readonly chosen = new Map<string, ComparedRun[]>();
  private readonly changed = this.register(new vscode.EventEmitter<vscode.Uri>());
  readonly onDidChange = this.changed.event;
  private readonly restoring = new Map<string, Promise<void>>();

  constructor(
    private readonly history: RunHistory,
    private readonly memory: ComparedMemory,
  ) {
    super();
  }

  of(uri: vscode.Uri): readonly ComparedRun[] {
    void this.restored(uri);
    return this.chosen.get(uri.toString()) ?? [];
  }

  has(uri: vscode.Uri, id: string): boolean {
    return this.of(uri).some((run) => run.id === id);
  }

  /** @returns whether there was room, and the run's document could be read */
  async add(uri: vscode.Uri, run: KeptRun): Promise<boolean> {
    await this.restored(uri);
    if (this.has(uri, run.id)) return true;
    const result = await this.history.result(uri.toString(), run.id);
    return result !== undefined && this.put(uri, { id: run.id, name: runName(run), time: run.time }, result);
  }

  /** Shows the document of a file. */
  async addFile(uri: vscode.Uri, file: vscode.Uri, time: number, result: AnalysisResult): Promise<boolean> {
    await this.restored(uri);
    return this.put(uri, fileRun(file, time), result);
  }

  remove(uri: vscode.Uri, id: string): void {
    if (!this.has(uri, id)) return;
    this.set(
      uri,
      this.of(uri).filter((run) => run.id !== id),
    );
  }

  private put(uri: vscode.Uri, run: Omit<ComparedRun, 'result'>, result: AnalysisResult): boolean {
    const others = this.of(uri).filter(({ id }) => id !== run.id);
    if (others.length >= mostCompared) return false;
    this.set(uri, [...others, { ...run, result: forComparison(result) }]);
    return true;
  }

  private set(uri: vscode.Uri, runs: ComparedRun[]): void {
    this.chosen.set(uri.toString(), runs);
    this.memory.keep(
      uri.toString(),
      runs.map(({ id }) => id),
    );
    this.changed.fire(uri);
  }

  /** What an earlier window showed beside the config; of what is gone since, nothing is said. */
  private restored(uri: vscode.Uri): Promise<void> {
    const key = uri.toString();
    const known = this.restoring.get(key);
    if (known) return known;
    const reading = this.read(uri, this.memory.of(key));
    this.restoring.set(key, reading);
    return reading;
  }

  private async read(uri: vscode.Uri, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const runs = await this.history.list(uri.toString());
    const found: ComparedRun[] = [];
    for (const id of ids) {
      const run = id.startsWith(filePrefix) ? await fileAgain(id) : await this.runAgain(uri, runs, id);
      if (run) found.push(run);
    }
    if (found.length === 0) return;
    this.chosen.set(uri.toString(), found);
    this.changed.fire(uri);
  }

  private async runAgain(uri: vscode.Uri, runs: readonly KeptRun[], id: string): Promise<ComparedRun | undefined> {
    const run = runs.find((one) => one.id === id);
    const result = run && (await this.history.result(uri.toString(), id));
    return result && { id, name: runName(run), time: run.time, result: forComparison(result) };
  }
}

const fileRun = (file: vscode.Uri, time: number): Omit<ComparedRun, 'result'> => ({
  id: `${filePrefix}${file.toString()}`,
  name: verbatim(file.path.slice(file.path.lastIndexOf('/') + 1)),
  time,
});

async function fileAgain(id: string): Promise<ComparedRun | undefined> {
  try {
    const file = vscode.Uri.parse(id.slice(filePrefix.length), true);
    const migration = await savedResult(file);
    if ('ignored' in migration) return undefined;
    const { mtime } = await vscode.workspace.fs.stat(file);
    return { ...fileRun(file, mtime), result: forComparison(migration.result) };
  } catch {
    return undefined;
  }
}

/** What the person called it, or what changed in the config. */
export function runName({ name, changes }: KeptRun): Sentence {
  if (name !== undefined) return verbatim(name);
  return changes ? changesSentence(changes) : sentence('first run');
}
