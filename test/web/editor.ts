import * as vscode from 'vscode';
import type { ExtensionApi } from '../../src/editor/services';
import type { PageState } from '../../src/page/protocol';
export type { WebTest } from './runner';

/** Throws with the message where the condition does not hold. */
export function check(holds: boolean, message: string): asserts holds {
  if (!holds) throw new Error(message);
}

/** A file of the open folder, which is in the browser's memory. */
export const inFolder = (name: string): vscode.Uri => vscode.Uri.from({ scheme: 'tmp', path: `/${name}` });

export async function write(name: string, text: string): Promise<vscode.Uri> {
  const uri = inFolder(name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

/** A copy of a file of this repository, perhaps with another text. */
export async function copied(path: string, change?: (text: string) => string): Promise<vscode.Uri> {
  const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(installed().extensionUri, path));
  const uri = inFolder(path.slice(path.lastIndexOf('/') + 1));
  await vscode.workspace.fs.writeFile(
    uri,
    change ? new TextEncoder().encode(change(new TextDecoder().decode(bytes))) : bytes,
  );
  return uri;
}

function installed(): vscode.Extension<ExtensionApi> {
  const found = vscode.extensions.getExtension<ExtensionApi>('rnn-information-flow.rnn-information-flow');
  check(found !== undefined, 'The extension is not there.');
  return found;
}

export async function extension(): Promise<ExtensionApi> {
  return installed().activate();
}

/** The first value that is there, looked for every 50 ms. */
export async function eventually<T>(what: string, look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const end = Date.now() + 120_000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`${what}: not within 120 s`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The state of a config's run once it has ended. */
export const ended = (api: ExtensionApi, uri: vscode.Uri): Promise<PageState> =>
  eventually('the end of the run', () => {
    const state = api.state(uri);
    return state.phase === 'done' || state.phase === 'failed' || state.phase === 'cancelled' ? state : undefined;
  });
