import * as vscode from 'vscode';
import type { Call } from '../../agents/tool';
import { CancelledError, throwIfCancelled } from '../../base/cancellation';
import { readConfig } from '../../config/readConfig';
import type { PageState } from '../../page/protocol';
import type { AnalysisResult } from '../../result/result';
import type { Analyses } from '../runs/analyses';
import type { RunStore } from '../runs/runStore';

interface Parts {
  readonly analyses: Analyses;
  readonly store: RunStore;
}

/** Whether the numbers of a config, as it stands in the editor, are there. */
export async function isAnalyzed(uri: vscode.Uri, { analyses, store }: Parts): Promise<boolean> {
  const { config } = readConfig((await vscode.workspace.openTextDocument(uri)).getText());
  return config !== undefined && store.state(uri).phase === 'done' && analyses.isCovered(uri, config);
}

/**
 * The result of a config, as it stands in the editor: the one that is there, that of the run under way, or that of a
 * run which it starts.
 * @throws Error whose message says why the run failed; CancelledError
 */
export async function configRun(uri: vscode.Uri, parts: Parts, call: Call): Promise<AnalysisResult> {
  const { analyses } = parts;
  throwIfCancelled(call.signal);
  const { config } = readConfig((await vscode.workspace.openTextDocument(uri)).getText());
  if (config === undefined || !analyses.isCovered(uri, config)) await analyses.analyze(uri);
  const stop = (): void => analyses.cancel(uri);
  call.signal.addEventListener('abort', stop, { once: true });
  try {
    return await endOf(uri, parts, call);
  } finally {
    call.signal.removeEventListener('abort', stop);
  }
}

function endOf(uri: vscode.Uri, { analyses, store }: Parts, call: Call): Promise<AnalysisResult> {
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
      if (changes.state?.progress) call.progress(changes.state.progress);
      if (look()) subscription.dispose();
    });
  });
}

const failureOf = ({ phase, reason }: PageState): Error =>
  phase === 'cancelled' ? new CancelledError() : new Error(reason ?? 'The analysis did not run.');
