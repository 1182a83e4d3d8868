import * as vscode from 'vscode';
import { configurationSection, type Settings } from '../contributions';

/** The value of a setting for `scope`; package.json has the default of every one. */
export function setting<K extends keyof Settings>(name: K, scope?: vscode.Uri): Settings[K] {
  const value = vscode.workspace.getConfiguration(configurationSection, scope ?? null).get<Settings[K]>(name);
  if (value === undefined) throw new Error(`The setting ${configurationSection}.${name} is not declared.`);
  return value;
}
