import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { configPathOf, importedConfig, importEdits } from '../../analysis/imports/importedConfig';
import { readNetwork } from '../../analysis/imports/readNetwork';
import { pathOf, uriAt } from '../place';
import { translated } from '../translated';
import { changeConfig } from './configEdits';

/**
 * Writes the layers of a file of weights into the config that is open, or into a new one beside the file.
 * @param given the file; asked for if it is none
 * @param current the config of the last editor, if any
 */
export async function importNetwork(given: unknown, current: vscode.Uri | undefined): Promise<void> {
  const file = given instanceof vscode.Uri ? given : await pickedFile(current);
  if (!file) return;
  const network = await readNetwork(pathOf(file));
  // From the explorer a new config is meant, whatever is open.
  const active = vscode.window.activeTextEditor?.document.uri.toString();
  const open = current && !(given instanceof vscode.Uri) && active === current.toString();
  const config = open ? current : uriAt(await freePath(configPathOf(pathOf(file))));
  if (open) await changeConfig(config, importEdits(network, pathOf(file), pathOf(config)));
  else {
    const text = importedConfig(network, pathOf(file), pathOf(config));
    await vscode.workspace.fs.writeFile(config, new TextEncoder().encode(text));
  }
  await vscode.window.showTextDocument(config);
  if (network.assumed.length > 0) void vscode.window.showInformationMessage(network.assumed.map(translated).join(' '));
}

async function pickedFile(current: vscode.Uri | undefined): Promise<vscode.Uri | undefined> {
  const picked = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Import a network'),
    openLabel: vscode.l10n.t('Import'),
    filters: { [vscode.l10n.t('Weights of PyTorch or Keras')]: ['safetensors', 'pt', 'pth', 'keras', 'h5', 'npz'] },
    ...(current && { defaultUri: uriAt(dirname(pathOf(current))) }),
  });
  return picked?.[0];
}

/** The path, or the first with a number behind its name that no file has. */
async function freePath(path: string): Promise<string> {
  for (let number = 1; ; number++) {
    const free = number === 1 ? path : path.replace(/\.rnn\.json$/, `-${number}.rnn.json`);
    const there = await vscode.workspace.fs.stat(uriAt(free)).then(
      () => true,
      () => false,
    );
    if (!there) return free;
  }
}
