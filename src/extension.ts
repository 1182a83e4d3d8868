import './base/withoutEval';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { changeRuntime } from './editor/runs/runtimeCommands';
import { createServices, type ExtensionApi } from './editor/services';
import { forkedEngines } from './engine/process/engineProcess';

export function activate(context: vscode.ExtensionContext): ExtensionApi {
  try {
    const folder = join(context.extensionPath, 'dist');
    return createServices(context, {
      startEngine: forkedEngines(join(folder, 'engine.js')),
      changeRuntime: (action, log) => changeRuntime(action, join(folder, 'cli.js'), log),
    });
  } catch (error) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t(
        'RNN Information Flow could not start: {0}',
        error instanceof Error ? error.message : String(error),
      ),
    );
    throw error;
  }
}
