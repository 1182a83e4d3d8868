import * as vscode from 'vscode';
import type { Call } from '../../agents/tool';
import { CancelledError, onCancel, throwIfCancelled } from '../../base/cancellation';
import type { PageState } from '../../page/protocol';
import type { AnalysisResult } from '../../result/result';
import type { ConfigDocuments } from '../configs/configDocuments';
import type { Analyses } from '../runs/analyses';
import type { RunStore } from '../runs/runStore';

interface Parts {
  readonly analyses: Pick<Analyses, 'analyze' | 'cancel' | 'isCovered' | 'isUnderWay'>;
  readonly documents: Pick<ConfigDocuments, 'read'>;
  readonly store: Pick<RunStore, 'onDidChange' | 'state'>;
}

/** Whether the numbers of a config, as it stands in the editor, are there. */
export async function isAnalyzed(uri: vscode.Uri, { analyses, documents, store }: Parts): Promise<boolean> {
  const { config } = documents.read(await vscode.workspace.openTextDocument(uri));
  return config !== undefined && store.state(uri).phase === 'done' && analyses.isCovered(uri, config);
}

/**
 * The result of a config, as it stands in the editor: the one that is there, that of the run under way, or that of a
 * run which it starts. Where the call is cancelled, a run that it started is too; one that was under way goes on.
 * @throws Error whose message says why the run failed; CancelledError
 */
export async function configRun(uri: vscode.Uri, parts: Parts, call: Call): Promise<AnalysisResult> {
  const { analyses, documents } = parts;
  const { config } = documents.read(await vscode.workspace.openTextDocument(uri));
  throwIfCancelled(call.signal);
  const isCovered = (): boolean => config !== undefined && analyses.isCovered(uri, config);
  const isOwn = !isCovered();
  if (isOwn) await analyses.analyze(uri);
  try {
    return await endOf(uri, parts, call);
  } catch (failure) {
    // A run of another text may have taken its place: the person started that one.
    if (call.signal.aborted && isOwn && isCovered()) analyses.cancel(uri);
    throw failure;
  }
}

/** The result of the run under way, or of the last one. */
async function endOf(uri: vscode.Uri, { analyses, store }: Parts, { signal, progress }: Call): Promise<AnalysisResult> {
  throwIfCancelled(signal);
  return new Promise((resolve, reject) => {
    const look = (): boolean => {
      const state = store.state(uri);
      if (analyses.isUnderWay(uri) || state.phase === 'running') return false;
      if (state.phase === 'done' && state.result) resolve(state.result);
      else reject(failureOf(state));
      return true;
    };
    if (look()) return;
    const subscription = store.onDidChange(({ uri: changed, changes }) => {
      if (changed.toString() !== uri.toString()) return;
      if (changes.state?.progress) progress(changes.state.progress);
      if (!look()) return;
      subscription.dispose();
      endWait();
    });
    const endWait = onCancel(signal, () => {
      subscription.dispose();
      reject(new CancelledError());
    });
  });
}

const failureOf = ({ phase, reason }: PageState): Error =>
  phase === 'cancelled' ? new CancelledError() : new Error(reason ?? 'The analysis did not run.');
