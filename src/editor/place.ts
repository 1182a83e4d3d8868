import * as vscode from 'vscode';

/** Begins the path of what is no file of this machine. */
const mark = '/@';
/** In the place of an authority that is empty. */
const none = '-';

/**
 * The path by which the engine and Node's modules know a file: its own on this machine; elsewhere one with its scheme
 * and authority, '/@vscode-vfs/github/owner/name/a.rnn.json', which only the web extension can follow.
 */
export function pathOf({
  scheme,
  authority,
  path,
  fsPath,
}: Pick<vscode.Uri, 'scheme' | 'authority' | 'path' | 'fsPath'>): string {
  return scheme === 'file' ? fsPath : `${mark}${scheme}/${authority === '' ? none : authority}${path}`;
}

/** The place that `pathOf` names. */
export function uriAt(path: string): vscode.Uri {
  const found = /^\/@([^/]+)\/([^/]+)(.*)$/s.exec(path);
  if (!found) return vscode.Uri.file(path);
  const [, scheme, authority, rest] = found;
  return vscode.Uri.from({ scheme, authority: authority === none ? '' : authority, path: rest });
}
