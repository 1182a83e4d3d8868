import * as vscode from 'vscode';
import { resultText } from '../../result/resultText';
import { estimatesCsv } from './estimatesCsv';
import type { FromPage } from '../../page/protocol';
import { baseName, type RunStore } from './runStore';

/** Saves a config's whole result as JSON, or its estimates as CSV, at a place that the person picks. */
export async function exportResult(uri: vscode.Uri, store: RunStore): Promise<void> {
  const result = store.result(uri);
  if (!result) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no result yet: analyze the config first.'));
    return;
  }
  const stem = baseName(uri).replace(/\.rnn\.json$/, '');
  const target = await vscode.window.showSaveDialog({
    defaultUri: beside(uri, `${stem}.result.json`),
    filters: { [vscode.l10n.t('JSON, the whole result')]: ['json'], [vscode.l10n.t('CSV, the estimates')]: ['csv'] },
    title: vscode.l10n.t('Export the result'),
  });
  if (!target) return;
  const content = target.path.endsWith('.csv') ? estimatesCsv(result) : `${resultText(result, 2)}\n`;
  await vscode.workspace.fs.writeFile(target, Buffer.from(content));
}

/** Saves a file that a page made, at a place that the person picks. */
export async function saveFile(
  { name, content, encoding }: Extract<FromPage, { type: 'saveFile' }>,
  config: vscode.Uri | undefined,
): Promise<void> {
  const safe = name.replace(/[/\\:*?"<>|]/g, '-');
  const extension = /\.(\w+)$/.exec(safe)?.[1];
  const target = await vscode.window.showSaveDialog({
    ...(config ? { defaultUri: beside(config, safe) } : {}),
    ...(extension ? { filters: { [extension.toUpperCase()]: [extension] } } : {}),
  });
  if (target) await vscode.workspace.fs.writeFile(target, Buffer.from(content, encoding));
}

function beside(uri: vscode.Uri, name: string): vscode.Uri {
  return vscode.Uri.joinPath(uri, '..', name);
}
