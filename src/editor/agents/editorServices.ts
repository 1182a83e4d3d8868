import * as vscode from 'vscode';
import { SessionResults } from '../../agents/sessionResults';
import type { AgentServices } from '../../agents/tool';
import { inEnglish } from '../../base/sentence';
import { Turns } from '../../base/turns';
import type { EngineSupervisor } from '../../engine/process/supervisor';
import { wholeRun } from '../../engine/process/wholeRun';
import { configChanges } from '../../result/runs/configChanges';
import type { ConfigDocuments } from '../configs/configDocuments';
import { pathOf, uriAt } from '../place';
import type { Analyses } from '../runs/analyses';
import type { RunHistory } from '../runs/runHistory';
import type { RunStore } from '../runs/runStore';
import { savedResult } from '../runs/savedResult';
import { configRun } from './configRun';
import { inFirstFolder, inWorkspace } from './inWorkspace';

/**
 * The services of the tools in the window: files of the workspace. A config's run is the window's own, so that its
 * charts show it and it is kept; a config that is text alone runs beside.
 */
export function editorServices(parts: {
  readonly analyses: Analyses;
  readonly documents: ConfigDocuments;
  readonly store: RunStore;
  readonly history: RunHistory;
  /** Runs configs that are no files. */
  readonly beside: EngineSupervisor;
}): AgentServices {
  const { analyses, history, beside } = parts;
  const turns = new Turns();
  return {
    results: new SessionResults(),
    get unsaved() {
      return pathOf(inFirstFolder('unsaved.rnn.json'));
    },
    readConfig: async (name) => {
      const uri = await inWorkspace(name);
      const document = await vscode.workspace.openTextDocument(uri);
      return { path: pathOf(uri), text: document.getText(), saved: true };
    },
    readResult: async (name) => {
      const read = await savedResult(await inWorkspace(name));
      if ('ignored' in read) throw new Error(`${name}: ${inEnglish(read.ignored)}`);
      return read.result;
    },
    analyze: ({ path, text, saved }, call) => {
      const uri = uriAt(path);
      if (saved) return configRun(uri, parts, call);
      return turns.take(call.signal, () => wholeRun(beside, analyses.request(uri, text), call));
    },
    runBefore: async (name, result) => {
      const config = (await inWorkspace(name)).toString();
      const runs = await history.list(config);
      const other = runs.find((run) => configChanges(run.config, { ...result.config }).length > 0);
      return other && history.result(config, other.id);
    },
  };
}
