import * as vscode from 'vscode';
import { createServices, type EditorHost, type ExtensionApi } from './services';

/** Builds the services, and says so where they cannot be built. */
export function start(context: vscode.ExtensionContext, host: EditorHost): ExtensionApi {
  try {
    return createServices(context, host);
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
