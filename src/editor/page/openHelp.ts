import * as vscode from 'vscode';
import { helpAnchor, helpFile } from '../../page/chartHelp';

/** Opens the help on a chart, beside the charts: question, how to read it, an example, what goes wrong, sources. */
export async function openHelp(extensionUri: vscode.Uri, chart: string): Promise<void> {
  const file = vscode.Uri.joinPath(extensionUri, helpFile).with({ fragment: helpAnchor(chart) });
  await vscode.commands.executeCommand('markdown.showPreview', file);
}
