import * as vscode from 'vscode';
import { errorText, translated } from './translated';
import { commands, configurationSection, walkthrough, type CommandArguments, type CommandId } from '../contributions';
import type { Analyses } from './runs/analyses';
import { isConfig, type ConfigDocuments } from './configs/configDocuments';
import type { CurrentConfig } from './configs/currentConfig';
import { openExample } from './configs/examples';
import { startStudy, studyTable } from './configs/startStudy';
import { importNetwork } from './configs/importedNetworks';
import { newConfig } from './configs/newConfig';
import { exportResult } from './runs/exports';
import type { KeptFiles } from './runs/keptFiles';
import { mostCompared, type ComparedRuns } from './runs/comparedRuns';
import { deleteRun, pickedResult, renameRun } from './runs/runCommands';
import { pickedRun } from './runs/pickedRun';
import { reproduce, type ReproduceServices } from './runs/reproduce';
import { isRunRow, type RunsView } from './runs/runsView';
import type { Panels } from './page/panel';
import { revealLayer } from './configs/revealLayer';
import { chooseRecording, openRecording } from './recordings/openRecording';
import type { RunStore } from './runs/runStore';
import { setting } from './settings';

export interface CommandServices {
  readonly context: vscode.ExtensionContext;
  readonly analyses: Analyses;
  readonly documents: ConfigDocuments;
  readonly current: CurrentConfig;
  readonly panels: Panels;
  readonly store: RunStore;
  readonly kept: KeptFiles;
  readonly compared: ComparedRuns;
  readonly runs: RunsView;
  /** The engine of runs that are made again, one at a time. */
  readonly again: Omit<ReproduceServices, 'log'>;
  /** Absent in a browser, whose menus lack these commands. */
  readonly changeRuntime?: (action: 'install' | 'remove', log: vscode.LogOutputChannel) => Promise<void>;
  readonly log: vscode.LogOutputChannel;
}

type CommandTable = { readonly [Id in CommandId]: (...args: CommandArguments[Id]) => unknown };

function commandTable(services: CommandServices): CommandTable {
  const { context, analyses, documents, current, panels, store, kept, compared, runs, again, log } = services;
  const pin = async (row: unknown, pinned: boolean): Promise<void> => {
    if (!isRunRow(row)) return;
    await kept.runs.change(row.uri.toString(), row.run.id, { pinned });
    runs.refresh();
  };
  return {
    [commands.analyze]: async (config) => {
      if (!vscode.workspace.isTrusted) {
        await vscode.commands.executeCommand('workbench.trust.manage');
        return;
      }
      const uri = await chosenConfig(config, current);
      if (!uri) return;
      // A page that loads during a running analysis is slow, since both need the cores.
      await panels.show(uri);
      await analyses.analyze(uri);
    },
    [commands.cancel]: (config) => {
      // A config without a run of its own does not cancel the running one.
      const own = config instanceof vscode.Uri ? config : current.uri;
      const uri = own && analyses.isUnderWay(own) ? own : analyses.running;
      if (uri) analyses.cancel(uri);
    },
    [commands.openPanel]: async (config) => {
      const uri = await chosenConfig(config, current);
      if (uri) await panels.show(uri);
    },
    [commands.exportResult]: async (config) => {
      const uri = await chosenConfig(config, current);
      if (uri) await exportResult(uri, store);
    },
    [commands.toggleCodeLens]: () =>
      vscode.workspace
        .getConfiguration(configurationSection)
        .update('codeLens.enabled', !setting('codeLens.enabled', current.uri), vscode.ConfigurationTarget.Global),
    [commands.installRuntime]: () => services.changeRuntime?.('install', log),
    [commands.removeRuntime]: () => services.changeRuntime?.('remove', log),
    [commands.newConfig]: (template) => newConfig(typeof template === 'string' ? template : undefined),
    [commands.openExample]: (path) => openExample(context.extensionUri, typeof path === 'string' ? path : undefined),
    [commands.startStudy]: (path) => startStudy(context.extensionUri, typeof path === 'string' ? path : undefined),
    [commands.openRecording]: async (folder) => {
      const place = folder instanceof vscode.Uri ? folder : await chooseRecording();
      if (place) await openRecording(place);
    },
    [commands.importNetwork]: (file) => importNetwork(file, current.uri),
    [commands.openWalkthrough]: () =>
      vscode.commands.executeCommand(
        'workbench.action.openWalkthrough',
        `${context.extension.id}#${walkthrough}`,
        false,
      ),
    [commands.openResult]: async (argument) => {
      const picked = await pickedResult(argument);
      if (!picked) return;
      const { file, migration } = picked;
      if ('ignored' in migration) {
        void vscode.window.showErrorMessage(translated(migration.ignored));
        return;
      }
      store.show(file, migration.result);
      await panels.show(file);
    },
    [commands.compareResult]: async (argument) => {
      const uri = await chosenConfig(undefined, current);
      const picked = uri && (await pickedResult(argument));
      if (!picked) return;
      const { file, migration } = picked;
      if ('ignored' in migration) {
        void vscode.window.showErrorMessage(translated(migration.ignored));
        return;
      }
      const { mtime } = await vscode.workspace.fs.stat(file);
      if (!(await compared.addFile(uri, file, mtime, migration.result)))
        void vscode.window.showWarningMessage(
          vscode.l10n.t('{0} runs can be compared at a time: take one out first.', mostCompared),
        );
      await panels.show(uri);
    },
    [commands.pinRun]: (row) => pin(row, true),
    [commands.unpinRun]: (row) => pin(row, false),
    [commands.renameRun]: async (row) => {
      if (isRunRow(row)) await renameRun(row, kept.runs);
      runs.refresh();
    },
    [commands.deleteRun]: async (row) => {
      if (isRunRow(row)) await deleteRun(row, kept.runs, compared);
      runs.refresh();
    },
    [commands.reproduceRun]: async (argument) => {
      const run = await pickedRun(argument, {
        saved: panels.savedInFront,
        config: () => chosenConfig(undefined, current),
        history: kept.runs,
      });
      return run && reproduce(run, { ...again, log });
    },
    [commands.clearKept]: async () => {
      await kept.clear();
      runs.refresh();
    },
    [commands.showLog]: () => log.show(),
    [commands.revealLayer]: async (config, layer) => {
      if (config instanceof vscode.Uri && typeof layer === 'string') {
        await revealLayer(config, layer, documents);
        return;
      }
      // The tree's inline button passes the row itself.
      const row = config as { readonly layer?: { readonly name?: string } } | undefined;
      if (current.uri && row?.layer?.name !== undefined) await revealLayer(current.uri, row.layer.name, documents);
    },
  };
}

/** Registers every command; a failure is shown to the person and logged. */
export function registerCommands(services: CommandServices): vscode.Disposable {
  const table: Record<string, (...args: never[]) => unknown> = {
    ...commandTable(services),
    ...studyTable(services.context.extensionUri),
  };
  return vscode.Disposable.from(
    ...Object.entries(table).map(([id, run]) =>
      vscode.commands.registerCommand(id, async (...args: never[]) => {
        try {
          return await run(...args);
        } catch (error) {
          services.log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
          void vscode.window.showErrorMessage(errorText(error));
          return undefined;
        }
      }),
    ),
  );
}

/** The config of the menu's argument, else the current one, else one that the person picks. */
async function chosenConfig(argument: unknown, current: CurrentConfig): Promise<vscode.Uri | undefined> {
  if (argument instanceof vscode.Uri && isConfig(argument)) return argument;
  if (current.uri) return current.uri;
  const found = await vscode.workspace.findFiles('**/*.rnn.json', '**/node_modules/**', 100);
  if (found.length === 0) {
    await offerStart();
    return undefined;
  }
  if (found.length === 1) return found[0];
  const picked = await vscode.window.showQuickPick(
    found.map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri })),
    { title: vscode.l10n.t('Select a config to analyze') },
  );
  return picked?.uri;
}

/** A workspace without a config: one click to a new one or to an example. */
async function offerStart(): Promise<void> {
  const [fresh, example] = [vscode.l10n.t('New config…'), vscode.l10n.t('Open an example')];
  const picked = await vscode.window.showInformationMessage(
    vscode.l10n.t('There is no *.rnn.json in this workspace.'),
    fresh,
    example,
  );
  if (picked === fresh) await vscode.commands.executeCommand(commands.newConfig);
  if (picked === example) await vscode.commands.executeCommand(commands.openExample);
}
