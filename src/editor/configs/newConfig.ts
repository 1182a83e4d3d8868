import * as vscode from 'vscode';
import { type ConfigTemplate, configTemplates } from '../../config/templates/templates';
import { exists } from '../exists';
import { translated } from '../translated';
import { pickedFolder } from './pickedFolder';

/**
 * Writes a config from a template into the workspace under a name that is free, and opens it.
 * @param name of the template; otherwise the person picks one
 */
export async function newConfig(name?: string): Promise<void> {
  const template = configTemplates.find((one) => one.name === name) ?? (await pickTemplate());
  if (!template) return;
  const folder = await pickedFolder(vscode.l10n.t('Select the folder for the new config'));
  if (!folder) return;
  const uri = await freePlace(folder, template.name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(template.text));
  await vscode.window.showTextDocument(uri);
}

async function pickTemplate(): Promise<ConfigTemplate | undefined> {
  const picked = await vscode.window.showQuickPick(
    configTemplates.map((template) => ({
      template,
      label: translated(template.title),
      detail: translated(template.shows),
    })),
    { title: vscode.l10n.t('New config'), placeHolder: vscode.l10n.t('Pick what it starts from'), matchOnDetail: true },
  );
  return picked?.template;
}

async function freePlace(folder: vscode.Uri, name: string): Promise<vscode.Uri> {
  for (let number = 1; ; number++) {
    const uri = vscode.Uri.joinPath(folder, `${name}${number === 1 ? '' : `-${number}`}.rnn.json`);
    if (!(await exists(uri))) return uri;
  }
}
