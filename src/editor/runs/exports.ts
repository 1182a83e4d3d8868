import * as vscode from 'vscode';
import { resultText } from '../../result/resultText';
import { markdownSummary } from '../../result/exports/markdown';
import { estimatesCsv } from '../../result/exports/estimatesCsv';
import type { AnalysisResult } from '../../result/result';
import { translated } from '../translated';
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
    filters: {
      [vscode.l10n.t('JSON, the whole result')]: ['json'],
      [vscode.l10n.t('CSV, the estimates')]: ['csv'],
      [vscode.l10n.t('Markdown, a summary')]: ['md'],
    },
    title: vscode.l10n.t('Export the result'),
  });
  if (!target) return;
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(contentOf(result, baseName(uri), target.path)));
  tellSaved(target, baseName(target));
}

/** What the ending of a file asks for. */
function contentOf(result: AnalysisResult, title: string, path: string): string {
  if (path.endsWith('.csv')) return estimatesCsv(result);
  if (path.endsWith('.md')) return markdownSummary(result, { title, time: new Date() }, translated);
  return `${resultText(result, 2)}\n`;
}

/** Saves a file that a page made, at a place that the person picks. */
export async function saveFile(
  { name, content, encoding }: Extract<FromPage, { type: 'saveFile' }>,
  config: vscode.Uri | undefined,
): Promise<void> {
  const safe = safeName(name);
  const extension = /\.(\w+)$/.exec(safe)?.[1];
  const target = await vscode.window.showSaveDialog({
    ...(config ? { defaultUri: beside(config, safe) } : {}),
    ...(extension ? { filters: { [extension.toUpperCase()]: [extension] } } : {}),
  });
  if (!target) return;
  await vscode.workspace.fs.writeFile(target, Buffer.from(content, encoding));
  tellSaved(target, baseName(target));
}

/** Saves several files that a page made into one folder that the person picks. */
export async function saveFiles(
  { of, files }: Extract<FromPage, { type: 'saveFiles' }>,
  config: vscode.Uri | undefined,
): Promise<void> {
  const words = {
    pictures: {
      title: vscode.l10n.t('Folder for {0} pictures', files.length),
      saved: vscode.l10n.t('{0} pictures', files.length),
    },
    curves: {
      title: vscode.l10n.t('Folder for the curves, which TensorBoard reads (--logdir)'),
      saved: vscode.l10n.t('the curves of {0}', files.map(({ folder }) => folder).join(', ')),
    },
  }[of];
  const picked = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    ...(config ? { defaultUri: beside(config, '') } : {}),
    title: words.title,
    openLabel: vscode.l10n.t('Save here'),
  });
  const root = picked?.at(0);
  if (!root) return;
  const paths = files.map(({ folder, name }) =>
    vscode.Uri.joinPath(root, ...[folder, name].flatMap((part) => (part === undefined ? [] : [safeName(part)]))),
  );
  for (const [i, { content }] of files.entries())
    await vscode.workspace.fs.writeFile(paths[i], Buffer.from(content, 'base64'));
  if (paths.length > 0) tellSaved(paths[0], words.saved);
}

/** Says that it is done, with a way to the file. */
function tellSaved(file: vscode.Uri, what: string): void {
  const show = vscode.l10n.t('Show in the folder');
  void vscode.window.showInformationMessage(vscode.l10n.t('Saved: {0}', what), show).then((picked) => {
    if (picked === show) void vscode.commands.executeCommand('revealFileInOS', file);
  });
}

/** A file's name without what no file system takes. */
const safeName = (name: string): string => name.replace(/[/\\:*?"<>|]/g, '-');

function beside(uri: vscode.Uri, name: string): vscode.Uri {
  return vscode.Uri.joinPath(uri, '..', name);
}
