import { spawn } from 'node:child_process';
import * as vscode from 'vscode';

/**
 * Installs or removes the native TensorFlow runtime through the extension's own command line, whose output goes to the
 * log.
 */
export async function changeRuntime(
  action: 'install' | 'remove',
  cliPath: string,
  log: vscode.LogOutputChannel,
): Promise<void> {
  const title =
    action === 'install'
      ? vscode.l10n.t('Installing the native TensorFlow runtime')
      : vscode.l10n.t('Removing the native TensorFlow runtime');
  const outcome = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    (progress, token) =>
      new Promise<{ code: number | null; last: string }>((resolve, reject) => {
        const child = spawn(process.execPath, [cliPath, 'runtime', action], {
          env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
          stdio: ['ignore', 'pipe', 'pipe'],
        });
        let last = '';
        const read = (chunk: string) => {
          for (const line of chunk
            .split(/[\r\n]+/)
            .map((part) => part.trim())
            .filter((part) => part !== '')) {
            last = line;
            log.info(line);
            progress.report({ message: line });
          }
        };
        child.stdout.setEncoding('utf8').on('data', read);
        child.stderr.setEncoding('utf8').on('data', read);
        child.on('error', reject);
        child.on('close', (code) => resolve({ code, last }));
        token.onCancellationRequested(() => child.kill());
      }),
  );
  if (outcome.code === 0) {
    void vscode.window.showInformationMessage(
      action === 'install'
        ? vscode.l10n.t('The native TensorFlow runtime is installed; the next analysis uses it.')
        : vscode.l10n.t('The native TensorFlow runtime is removed; the next analysis uses the bundled one.'),
    );
  } else if (outcome.code !== null) {
    void vscode.window.showErrorMessage(outcome.last);
  }
}
