import * as vscode from 'vscode';
import { commands } from '../../contributions';
import { isConfig } from '../configs/configDocuments';
import { openRecording } from '../recordings/openRecording';

/** The first of the files and folders in a list of URIs, one a line (RFC 2483). */
export function firstDropped(list: string): vscode.Uri | undefined {
  const line = list.split(/\r?\n/).find((one) => one !== '' && !one.startsWith('#'));
  return line === undefined ? undefined : vscode.Uri.parse(line);
}

/** A result as JSON or a report, by its name: a config and the record of a recording end in `.json` too. */
const isSavedResult = (uri: vscode.Uri): boolean =>
  /\.(json|html?)$/i.test(uri.path) && !isConfig(uri) && !uri.path.endsWith('/record.json');

/**
 * Opens the first of dropped files and folders: a config, a saved result or a report, else a recording.
 * @throws InputError where it is none of them
 */
export async function openDropped(list: string): Promise<void> {
  const first = firstDropped(list);
  if (!first) return;
  if (isConfig(first)) await vscode.window.showTextDocument(first, { preview: false });
  else if (isSavedResult(first)) await vscode.commands.executeCommand(commands.openResult, first);
  else await openRecording(first);
}
