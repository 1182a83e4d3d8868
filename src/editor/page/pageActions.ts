import * as vscode from 'vscode';
import { errorText } from '../translated';
import { assertNever } from '../../base/assertNever';
import type { Analyses } from '../runs/analyses';
import { isConfig, type ConfigDocuments } from '../configs/configDocuments';
import { changeConfig } from '../configs/configEdits';
import { openDropped } from './openDropped';
import { openHelp } from './openHelp';
import { exportResult, saveFile, saveFiles } from '../runs/exports';
import type { FromPage } from '../../page/protocol';
import type { RunStore } from '../runs/runStore';
import { views } from '../../contributions';
import type { ComparedRuns } from '../runs/comparedRuns';
import type { Layouts } from './layouts';
import { revealLayer } from '../configs/revealLayer';

export interface PageActionServices {
  readonly extensionUri: vscode.Uri;
  readonly analyses: Analyses;
  readonly documents: ConfigDocuments;
  readonly store: RunStore;
  readonly layouts: Layouts;
  readonly compared: ComparedRuns;
  readonly log: vscode.LogOutputChannel;
  readonly openPanel: (uri: vscode.Uri) => void;
}

/** Carries out a message from a page; a failure is shown to the person and logged. */
export async function handlePageMessage(
  message: Exclude<FromPage, { type: 'ready' | 'askStates' }>,
  uri: vscode.Uri | undefined,
  services: PageActionServices,
): Promise<void> {
  const { analyses, documents, store, layouts, compared, log, openPanel } = services;
  // A saved result has no config to run, show or change.
  const config = uri && isConfig(uri) ? uri : undefined;
  try {
    switch (message.type) {
      case 'cancel':
        if (uri) analyses.cancel(uri);
        return;
      case 'copyText':
        await vscode.env.clipboard.writeText(message.text);
        return;
      case 'reportError':
        log.error(`The page failed: ${message.message}\n${message.stack ?? ''}`);
        return;
      case 'saveFile':
        await saveFile(message, uri);
        return;
      case 'saveFiles':
        await saveFiles(message, uri);
        return;
      case 'analyze':
        if (config) await analyses.analyze(config);
        return;
      case 'revealLayer':
        if (config) await revealLayer(config, message.layer, documents);
        return;
      case 'setInConfig':
        if (config) await changeConfig(config, [message]);
        return;
      case 'changeConfig':
        if (config) await changeConfig(config, message.edits);
        return;
      case 'exportResult':
        if (uri) await exportResult(uri, store);
        return;
      case 'keepLayout':
        if (uri) layouts.keep(uri.toString(), message.layout);
        return;
      case 'openHelp':
        await openHelp(services.extensionUri, message.chart);
        return;
      case 'showRuns':
        await vscode.commands.executeCommand(`${views.runs}.focus`);
        return;
      case 'compareNot':
        if (uri) compared.remove(uri, message.id);
        return;
      case 'openPanel':
        if (uri) openPanel(uri);
        return;
      case 'openDropped':
        if (typeof message.uris === 'string') await openDropped(message.uris);
        return;
      default:
        assertNever(message);
    }
  } catch (error) {
    log.error(String(error instanceof Error ? error.stack : error));
    void vscode.window.showErrorMessage(errorText(error));
  }
}
