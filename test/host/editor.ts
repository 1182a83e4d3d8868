// Actions of a test in VS Code.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../src/editor/services';
import type { PageState } from '../../src/page/protocol';
import { commands, diagnosticSource } from '../../src/contributions';

export const extensionId = 'rnn-information-flow.rnn-information-flow';

export function extension(): vscode.Extension<ExtensionApi> {
  const found = vscode.extensions.getExtension<ExtensionApi>(extensionId);
  assert(found, 'the extension is installed');
  return found;
}

export async function api(): Promise<ExtensionApi> {
  return extension().activate();
}

export function config(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert(folder, 'a folder is open');
  return vscode.Uri.joinPath(folder.uri, name);
}

export async function open(name: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(config(name), { viewColumn: vscode.ViewColumn.One });
}

/** Calls `probe` repeatedly until it returns a value. */
export async function until<T>(
  what: string,
  probe: () => T | undefined | false | Promise<T | undefined | false>,
  milliseconds = 120_000,
): Promise<T> {
  const end = Date.now() + milliseconds;
  for (;;) {
    const found = await probe();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`${what}: not within ${milliseconds / 1000} s`);
    await sleep(20);
  }
}

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Runs the command on a config and waits for the end of the run. */
export async function analyze(name: string): Promise<PageState> {
  const { state } = await api();
  await vscode.commands.executeCommand(commands.analyze, config(name));
  return until(`the end of the analysis of ${name}`, () => ended(state(config(name))));
}

export function ended(state: PageState): PageState | false {
  return state.phase !== 'running' && state.phase !== 'idle' && state;
}

/** Replaces the first occurrence of `text`, and saves if requested. */
export async function replace(
  editor: vscode.TextEditor,
  text: string,
  replacement: string,
  save: boolean,
): Promise<void> {
  const offset = editor.document.getText().indexOf(text);
  assert(offset >= 0, `the config contains ${text}`);
  const { document } = editor;
  const done = await editor.edit((edit) =>
    edit.replace(new vscode.Range(document.positionAt(offset), document.positionAt(offset + text.length)), replacement),
  );
  assert(done, 'the edit was made');
  // A save that VS Code drops because another is under way is pressed again, as a person would.
  if (save) await until('the save', async () => (await document.save()) || !document.isDirty);
}

/** What the lenses of configs do; VS Code has lenses of its own. */
const ownLenses = new Set<string>([commands.openPanel, commands.analyze, 'editor.action.marker.next']);

export async function lensTitles(name: string): Promise<{ line: number; title: string }[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    config(name),
    100,
  );
  return lenses
    .filter(({ command }) => ownLenses.has(command?.command ?? ''))
    .map(({ range, command }) => ({ line: range.start.line, title: command?.title ?? '' }));
}

/** The diagnostics that are ours. */
export function diagnostics(name: string): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(config(name)).filter(({ source }) => source === diagnosticSource);
}

export async function hoverText(name: string, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    config(name),
    position,
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((part) => (typeof part === 'string' ? part : (part as vscode.MarkdownString).value))
    .join('\n');
}

/** Where `text` begins, `offset` characters on. */
export function positionOf(document: vscode.TextDocument, text: string, offset = 0): vscode.Position {
  const place = document.getText().indexOf(text);
  assert(place >= 0, `the config contains ${text}`);
  return document.positionAt(place + offset);
}

export function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
