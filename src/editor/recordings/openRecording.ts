import * as vscode from 'vscode';
import { folderConfig } from '../../analysis/imports/folderConfig';
import { readConfig } from '../../config/readConfig';
import { commands } from '../../contributions';
import { exists } from '../exists';
import { pathOf } from '../place';

/** Lets the person choose the folder of a recording. */
export async function chooseRecording(): Promise<vscode.Uri | undefined> {
  const picked = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Open a recording'),
    openLabel: vscode.l10n.t('Open the recording'),
    canSelectFolders: true,
    canSelectFiles: false,
    canSelectMany: false,
  });
  return picked?.[0];
}

/**
 * Opens a recording: its config, which is written beside the folder where none opens it yet, and its charts.
 * @param place the folder, or its record
 */
export async function openRecording(place: vscode.Uri): Promise<void> {
  const config = await configOf(await folderOf(place));
  await vscode.window.showTextDocument(config, { preview: false, viewColumn: vscode.ViewColumn.One });
  await vscode.commands.executeCommand(commands.analyze, config);
}

/** The folder itself, or that of a file in it. */
async function folderOf(place: vscode.Uri): Promise<vscode.Uri> {
  const { type } = await vscode.workspace.fs.stat(place);
  return (type & vscode.FileType.Directory) === 0 ? vscode.Uri.joinPath(place, '..') : place;
}

/**
 * The config beside a recording, or beside arrays that somebody saved, that opens it: `NAME.rnn.json`, or with a number
 * where that is another config.
 * @throws InputError where the folder holds no recorded states
 */
async function configOf(folder: vscode.Uri): Promise<vscode.Uri> {
  const name = nameOf(folder);
  for (let number = 1; ; number++) {
    const config = vscode.Uri.joinPath(folder, '..', `${name}${number === 1 ? '' : `-${number}`}.rnn.json`);
    if (!(await exists(config))) {
      const { text } = await folderConfig(pathOf(folder));
      await vscode.workspace.fs.writeFile(config, new TextEncoder().encode(text));
      return config;
    }
    if (await opens(config, name)) return config;
  }
}

async function opens(uri: vscode.Uri, recording: string): Promise<boolean> {
  const { config } = readConfig((await vscode.workspace.openTextDocument(uri)).getText());
  if (config?.data.task !== 'activations') return false;
  const { recording: own, inputs } = config.data;
  return own?.replace(/^\.\/|\/$/g, '') === recording || inputs?.startsWith(`${recording}/`) === true;
}

const nameOf = ({ path }: vscode.Uri): string => path.replace(/\/$/, '').split('/').at(-1) ?? '';
