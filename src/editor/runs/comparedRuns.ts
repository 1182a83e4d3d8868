import * as vscode from 'vscode';
import { verbatim, type Sentence } from '../../base/sentence';
import type { ComparedRun } from '../../page/protocol';
import { changesSentence } from '../../result/runs/configChanges';
import { forComparison } from '../../result/runs/forComparison';
import { sentence } from '../../base/sentence';
import type { AnalysisResult } from '../../result/result';
import { Disposable } from '../disposable';
import type { KeptRun } from './keptRun';
import type { RunHistory } from './runHistory';

/** Most runs beside the present one: six dashes can be told apart. */
export const mostCompared = 6;

/** The runs that are shown beside each config's present one, in the order in which they were chosen. */
export class ComparedRuns extends Disposable {
  private readonly chosen = new Map<string, ComparedRun[]>();
  private readonly changed = this.register(new vscode.EventEmitter<vscode.Uri>());
  readonly onDidChange = this.changed.event;

  constructor(private readonly history: RunHistory) {
    super();
  }

  of(uri: vscode.Uri): readonly ComparedRun[] {
    return this.chosen.get(uri.toString()) ?? [];
  }

  has(uri: vscode.Uri, id: string): boolean {
    return this.of(uri).some((run) => run.id === id);
  }

  /** @returns whether there was room, and the run's document could be read */
  async add(uri: vscode.Uri, run: KeptRun): Promise<boolean> {
    if (this.has(uri, run.id)) return true;
    const result = await this.history.result(uri.toString(), run.id);
    return result !== undefined && this.put(uri, { id: run.id, name: runName(run), time: run.time }, result);
  }

  /** Shows the document of a file. */
  addFile(uri: vscode.Uri, file: vscode.Uri, time: number, result: AnalysisResult): boolean {
    const name = file.path.slice(file.path.lastIndexOf('/') + 1);
    return this.put(uri, { id: `file:${file.toString()}`, name: verbatim(name), time }, result);
  }

  remove(uri: vscode.Uri, id: string): void {
    if (!this.has(uri, id)) return;
    this.chosen.set(
      uri.toString(),
      this.of(uri).filter((run) => run.id !== id),
    );
    this.changed.fire(uri);
  }

  private put(uri: vscode.Uri, run: Omit<ComparedRun, 'result'>, result: AnalysisResult): boolean {
    const others = this.of(uri).filter(({ id }) => id !== run.id);
    if (others.length >= mostCompared) return false;
    this.chosen.set(uri.toString(), [...others, { ...run, result: forComparison(result) }]);
    this.changed.fire(uri);
    return true;
  }
}

/** What the person called it, or what changed in the config. */
export function runName({ name, changes }: KeptRun): Sentence {
  if (name !== undefined) return verbatim(name);
  return changes ? changesSentence(changes) : sentence('first run');
}
