import * as vscode from 'vscode';
import { readConfig } from '../../config/readConfig';
import { commands } from '../../contributions';
import { sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import { exists } from '../exists';

const recordName = 'record.json';

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

/** Opens the first recording among dropped files and folders. @throws InputError where none is one */
export async function openDropped(list: string): Promise<void> {
  const places = list
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => vscode.Uri.parse(line));
  const first = places.at(0);
  if (first) await openRecording(first);
}

/** @throws InputError where it is no recording */
async function folderOf(place: vscode.Uri): Promise<vscode.Uri> {
  const folder = place.path.endsWith(`/${recordName}`) ? vscode.Uri.joinPath(place, '..') : place;
  if (await exists(vscode.Uri.joinPath(folder, recordName))) return folder;
  throw new InputError(
    sentence(
      '"{0}" holds no {1}, so it is no recording, or nothing is recorded yet. rec(epoch) of python/rnn_infoflow.py ' +
        'writes it.',
      nameOf(folder),
      recordName,
    ),
  );
}

/** The config beside a recording that opens it: `NAME.rnn.json`, or with a number where that is another config. */
async function configOf(folder: vscode.Uri): Promise<vscode.Uri> {
  const name = nameOf(folder);
  for (let number = 1; ; number++) {
    const config = vscode.Uri.joinPath(folder, '..', `${name}${number === 1 ? '' : `-${number}`}.rnn.json`);
    if (!(await exists(config))) {
      const data = { data: { task: 'activations', recording: name } };
      await vscode.workspace.fs.writeFile(config, new TextEncoder().encode(`${JSON.stringify(data, undefined, 2)}\n`));
      return config;
    }
    if (await opens(config, name)) return config;
  }
}

async function opens(uri: vscode.Uri, recording: string): Promise<boolean> {
  const { config } = readConfig((await vscode.workspace.openTextDocument(uri)).getText());
  return config?.data.task === 'activations' && config.data.recording?.replace(/^\.\/|\/$/g, '') === recording;
}

const nameOf = ({ path }: vscode.Uri): string => path.replace(/\/$/, '').split('/').at(-1) ?? '';
