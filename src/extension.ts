import './base/withoutEval';
import { join } from 'node:path';
import type * as vscode from 'vscode';
import { changeRuntime } from './editor/runs/runtimeCommands';
import type { ExtensionApi } from './editor/services';
import { start } from './editor/start';
import { forkedEngines } from './engine/process/engineProcess';

export function activate(context: vscode.ExtensionContext): ExtensionApi {
  const folder = join(context.extensionPath, 'dist');
  return start(context, {
    startEngine: forkedEngines(join(folder, 'engine.js')),
    changeRuntime: (action, log) => changeRuntime(action, join(folder, 'cli.js'), log),
  });
}
