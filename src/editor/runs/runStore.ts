import * as vscode from 'vscode';
import { applyDelta, type ResultDelta } from '../../result/delta';
import type { AnalysisResult } from '../../result/result';
import { Disposable } from '../disposable';
import type { PageChanges, PageState } from '../../page/protocol';

export interface RunChange {
  readonly uri: vscode.Uri;
  readonly changes: PageChanges;
}

type Facts = Omit<PageState, 'result' | 'restricted' | 'title' | 'config'>;

interface Entry {
  readonly uri: vscode.Uri;
  facts: Facts;
  result?: AnalysisResult;
  /** The result from before a run that has no numbers yet. */
  previous?: AnalysisResult;
}

/** State of every config's run in the host; pages, CodeLens, hovers and exports all read it here. */
export class RunStore extends Disposable {
  private readonly entries = new Map<string, Entry>();
  private readonly changed = this.register(new vscode.EventEmitter<RunChange>());
  readonly onDidChange = this.changed.event;

  state(uri: vscode.Uri | undefined): PageState {
    const restricted = !vscode.workspace.isTrusted;
    const entry = uri && this.entries.get(uri.toString());
    const named = uri ? { title: baseName(uri), config: uri.toString() } : {};
    if (!entry) return { ...named, phase: uri ? 'idle' : 'empty', stale: false, restricted };
    return { ...named, ...entry.facts, restricted, ...(entry.result ? { result: entry.result } : {}) };
  }

  result(uri: vscode.Uri): AnalysisResult | undefined {
    return this.entries.get(uri.toString())?.result;
  }

  /** Whether the config was run or restored in this window. */
  isKnown(uri: vscode.Uri): boolean {
    return this.entries.has(uri.toString());
  }

  update(uri: vscode.Uri, facts: Partial<Facts>): void {
    const entry = this.entry(uri);
    entry.facts = { ...entry.facts, ...facts };
    this.changed.fire({ uri, changes: { state: facts } });
  }

  /** Sets a new run's document without numbers, or a stored document with all of them. */
  replace(uri: vscode.Uri, result: AnalysisResult): void {
    const entry = this.entry(uri);
    if (entry.result && entry.result.estimates.length > 0) entry.previous = entry.result;
    entry.result = result;
    this.changed.fire({ uri, changes: { result } });
  }

  /** Shows the document of a file, which has no config to run. */
  show(uri: vscode.Uri, result: AnalysisResult): void {
    this.entry(uri).facts = { phase: 'done', stale: false, saved: true };
    this.replace(uri, result);
    this.finish(uri, { phase: 'done' });
  }

  append(uri: vscode.Uri, delta: ResultDelta): void {
    const entry = this.entry(uri);
    if (!entry.result) return;
    applyDelta(entry.result, delta);
    this.changed.fire({ uri, changes: { delta } });
  }

  /** Ends a run. If it ended before it had a number, the earlier result comes back. */
  finish(uri: vscode.Uri, facts: Partial<Facts> & Pick<Facts, 'phase'>): void {
    const entry = this.entry(uri);
    const { previous } = entry;
    delete entry.previous;
    if (facts.phase !== 'done' && previous && entry.result?.estimates.length === 0) {
      entry.result = previous;
      this.changed.fire({ uri, changes: { result: previous } });
    }
    this.update(uri, facts);
  }

  private entry(uri: vscode.Uri): Entry {
    const key = uri.toString();
    let entry = this.entries.get(key);
    if (!entry) {
      entry = { uri, facts: { phase: 'idle', stale: false } };
      this.entries.set(key, entry);
    }
    return entry;
  }
}

export function baseName(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
