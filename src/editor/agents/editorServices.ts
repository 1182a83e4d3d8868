import { isAbsolute } from 'node:path';
import * as vscode from 'vscode';
import { SessionResults } from '../../agents/sessionResults';
import type { AgentServices } from '../../agents/tool';
import { inEnglish } from '../../base/sentence';
import type { EngineSupervisor } from '../../engine/process/supervisor';
import { wholeRun } from '../../engine/process/wholeRun';
import { Turns } from '../../agents/turns';
import { exportedResult } from '../../result/files/exportedResult';
import { configChanges } from '../../result/runs/configChanges';
import type { Analyses } from '../runs/analyses';
import type { RunHistory } from '../runs/runHistory';
import type { RunStore } from '../runs/runStore';
import { configRun } from './configRun';

/**
 * The services of the tools in the window: files of the workspace. A config's run is the window's own, so that its
 * charts show it and it is kept; a config that is text alone runs beside.
 */
export function editorServices(parts: {
  readonly analyses: Analyses;
  readonly store: RunStore;
  readonly history: RunHistory;
  /** Runs configs that are no files. */
  readonly beside: EngineSupervisor;
}): AgentServices {
  const { analyses, store, history, beside } = parts;
  const turns = new Turns();
  const unsaved = (): string => inWorkspace('unsaved.rnn.json').fsPath;
  return {
    results: new SessionResults(),
    get unsaved() {
      return unsaved();
    },
    readConfig: async (name) => {
      const uri = inWorkspace(name);
      const document = await vscode.workspace.openTextDocument(uri);
      return { path: uri.fsPath, text: document.getText() };
    },
    readResult: async (name) => {
      const read = await exportedResult(inWorkspace(name).fsPath);
      if ('ignored' in read) throw new Error(`${name}: ${inEnglish(read.ignored)}`);
      return read.result;
    },
    analyze: ({ path, text }, call) => {
      const uri = vscode.Uri.file(path);
      if (path !== unsaved()) return configRun(uri, { analyses, store }, call);
      return turns.take(call.signal, () => wholeRun(beside, analyses.request(uri, text), call));
    },
    runBefore: async (name, result) => {
      const config = inWorkspace(name).toString();
      const runs = await history.list(config);
      const other = runs.find((run) => configChanges(run.config, { ...result.config }).length > 0);
      return other && history.result(config, other.id);
    },
  };
}

/** The place of a file that a model names: in the workspace, and nowhere else. @throws Error */
export function inWorkspace(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.at(0);
  if (!folder) throw new Error('No folder is open. Ask the user to open the folder of the config.');
  const uri = isAbsolute(name) ? vscode.Uri.file(name) : vscode.Uri.joinPath(folder.uri, name);
  if (!vscode.workspace.getWorkspaceFolder(uri)) throw new Error(`${name} is outside the workspace.`);
  return uri;
}
