import * as vscode from 'vscode';
import type { Sentence } from '../base/sentence';
import { causeOf } from '../base/userError';

/** The sentence in the editor's language, its parts included. */
export function translated({ message, args }: Sentence): string {
  return vscode.l10n.t(message, ...args.map((part) => (typeof part === 'object' ? translated(part) : part)));
}

/** The text of any thrown value for the person. */
export function errorText(error: unknown): string {
  return translated(causeOf(error));
}
