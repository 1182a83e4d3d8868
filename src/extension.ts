import './base/withoutEval';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { createServices, type ExtensionApi } from './editor/services';

export function activate(context: vscode.ExtensionContext): ExtensionApi {
  try {
    const folder = join(context.extensionPath, 'dist');
    return createServices(context, { engine: join(folder, 'engine.js'), cli: join(folder, 'cli.js') });
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
