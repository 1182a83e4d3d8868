import './base/withoutEval';
import * as vscode from 'vscode';
import { useFiles } from './browser/files';
import type { ExtensionApi } from './editor/services';
import { start } from './editor/start';
import { workspaceFiles } from './editor/web/workspaceFiles';
import { workerEngines } from './engine/web/engineWorker';

/** The extension in a VS Code that runs in a browser alone: analyses run in a worker. */
export function activate(context: vscode.ExtensionContext): ExtensionApi {
  useFiles(workspaceFiles);
  const read = async (...path: string[]): Promise<Uint8Array<ArrayBuffer>> =>
    Uint8Array.from(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(context.extensionUri, 'dist', ...path)));
  const parts = async () => {
    const [program, wasm] = await Promise.all([read('web', 'engine.js'), read('wasm', 'tfjs-backend-wasm-simd.wasm')]);
    return { program, wasm };
  };
  return start(context, { startEngine: workerEngines(parts, workspaceFiles) });
}
