import { inEnglish } from '../base/sentence';
import { Turns } from '../base/turns';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { StartEngine } from '../engine/process/startedEngine';
import { EngineSupervisor } from '../engine/process/supervisor';
import { isAnalyzed } from './agents/configRun';
import { editorServices } from './agents/editorServices';
import { inWorkspace } from './agents/inWorkspace';
import { registerTools } from './agents/registerTools';
import { Analyses } from './runs/analyses';
import { LayerCodeLenses } from './configs/codeLens';
import { registerCommands } from './commands';
import { ConfigDocuments } from './configs/configDocuments';
import { ContextKeys } from './contextKeys';
import { CurrentConfig } from './configs/currentConfig';
import { ConfigDiagnostics } from './configs/diagnostics';
import { registerHovers } from './configs/hovers';
import { LayerTree } from './configs/layerTree';
import { handlePageMessage } from './page/pageActions';
import type { PageState } from '../page/protocol';
import { pathOf } from './place';
import { KeptStates } from './page/keptStates';
import type { HandledMessage } from './page/pageHost';
import { Layouts } from './page/layouts';
import { Panels } from './page/panel';
import { registerQuickFixes } from './configs/quickFixes';
import { RestoredResults } from './runs/restoredResults';
import { ComparedMemory } from './runs/comparedMemory';
import { ComparedRuns } from './runs/comparedRuns';
import type { KeptRun } from './runs/keptRun';
import { RunHistory } from './runs/runHistory';
import { RunsView } from './runs/runsView';
import { KeptFiles } from './runs/keptFiles';
import { ResultStorage } from './runs/resultStorage';
import { RunStore } from './runs/runStore';
import { SaveWatcher } from './configs/saveWatcher';
import { RecordingFollower } from './recordings/recordingFollower';
import { SideView } from './page/sideView';
import { StaleMarks } from './configs/staleMarks';
import { StatusItem } from './runs/statusItem';

/** The interface for other extensions and for the tests inside VS Code. */
export interface ExtensionApi {
  /** State of a config's last run. */
  readonly state: (config: vscode.Uri) => PageState;
  /** Process id of the engine, while there is one. */
  readonly enginePid: () => number | undefined;
  /** Duration of the activation, ms. */
  readonly activationTime: number;
  /** The kept runs of a config, the newest first. */
  readonly runs: (config: vscode.Uri) => Promise<readonly KeptRun[]>;
  /** Shows a kept run beside the present one. @returns whether it is shown */
  readonly compare: (config: vscode.Uri, run: KeptRun) => Promise<boolean>;
  /** The runs beside the present one, by their ids. */
  readonly compared: (config: vscode.Uri) => readonly string[];
  /** Kept hidden states, as a page asks for them. */
  readonly states: KeptStates['answer'];
  /** The configs whose charts are open. */
  readonly openPanels: () => readonly string[];
}

/** What is another in a browser than on the desktop. */
export interface EditorHost {
  readonly startEngine: StartEngine;
  /** Installs or removes the native TensorFlow runtime; a browser has none. */
  readonly changeRuntime?: (action: 'install' | 'remove', log: vscode.LogOutputChannel) => Promise<void>;
}

/** Builds every service with what it needs, and registers them with the context, which disposes of them. */
export function createServices(context: vscode.ExtensionContext, host: EditorHost): ExtensionApi {
  const began = performance.now();
  const own = <T extends vscode.Disposable>(item: T): T => {
    context.subscriptions.push(item);
    return item;
  };
  const { extensionUri } = context;
  const log = own(vscode.window.createOutputChannel('RNN Information Flow', { log: true }));
  const documents = new ConfigDocuments();
  const store = own(new RunStore());
  const kept = new KeptFiles(
    join(pathOf(context.globalStorageUri), 'stages'),
    join(pathOf(context.storageUri ?? context.globalStorageUri), 'results'),
    new RunHistory(join(pathOf(context.storageUri ?? context.globalStorageUri), 'runs')),
  );
  const compared = own(new ComparedRuns(kept.runs, new ComparedMemory(context.workspaceState)));
  const storage = new ResultStorage(kept.results, undefined, (why) =>
    log.info(`A kept result is not shown: ${inEnglish(why)}`),
  );
  const current = own(new CurrentConfig(documents));
  const restored = own(new RestoredResults(storage, store, current));
  const diagnostics = own(new ConfigDiagnostics(documents));
  const engine = (idleAfter?: number) =>
    own(
      new EngineSupervisor({
        startEngine: host.startEngine,
        log: (text) => log.info(text.trimEnd()),
        ...(idleAfter !== undefined && { idleAfter }),
      }),
    );
  const supervisor = engine();
  const analyses = own(new Analyses(supervisor, store, documents, diagnostics, storage, kept, log));
  const layouts = new Layouts(context.workspaceState);
  const states = new KeptStates(kept.stages);
  const handle = (message: HandledMessage, uri: vscode.Uri | undefined) => {
    if (message.type !== 'ready')
      void handlePageMessage(message, uri, {
        extensionUri,
        analyses,
        documents,
        store,
        layouts,
        compared,
        log,
        openPanel: (config) => void panels.show(config),
      });
  };
  const panels: Panels = own(
    new Panels({
      extensionUri,
      store,
      layouts,
      compared,
      current,
      restored,
      states,
      handle,
      memory: context.workspaceState,
    }),
  );
  own(new SideView(extensionUri, store, layouts, compared, current, handle));
  const runs = own(new RunsView(kept.runs, compared, current));
  own(analyses.onDidKeepRun(() => runs.refresh()));
  own(new LayerTree(store, current, documents));
  own(new LayerCodeLenses(documents, store));
  own(registerHovers(documents, store));
  own(registerQuickFixes(documents));
  own(new StatusItem(store, analyses, current));
  own(new StaleMarks(documents, store));
  own(new SaveWatcher(analyses, documents, store, log));
  const looks = engine(60_000);
  const beside = engine(60_000);
  own(
    registerTools(editorServices({ analyses, documents, store, history: kept.runs, beside }), async (config) =>
      isAnalyzed(await inWorkspace(config), { analyses, documents, store }),
    ),
  );
  own(new RecordingFollower({ analyses, store, looks, log }, documents));
  const again = { engine: engine(10_000), turns: new Turns() };
  own(new ContextKeys(store, analyses, current));
  own(
    registerCommands({
      context,
      analyses,
      documents,
      current,
      panels,
      store,
      kept,
      compared,
      runs,
      again,
      ...(host.changeRuntime && { changeRuntime: host.changeRuntime }),
      log,
    }),
  );
  return {
    state: (config) => store.state(config),
    enginePid: () => supervisor.pid,
    runs: (config) => kept.runs.list(config.toString()),
    compare: (config, run) => compared.add(config, run),
    compared: (config) => compared.of(config).map(({ id }) => id),
    states: (asked) => states.answer(asked),
    openPanels: () => panels.open,
    activationTime: performance.now() - began,
  };
}
