import * as vscode from 'vscode';
import { commands } from '../../contributions';
import { configSelector, toRange, type ConfigDocuments } from './configDocuments';
import { Disposable } from '../disposable';
import { layerLine } from './layerLine';
import { layerNumbers } from './layerNumbers';
import type { RunStore } from '../runs/runStore';
import { setting } from '../settings';
import { Throttle } from '../../engine/process/throttle';

/** Above every layer's entry: its information about the input and about the target. */
export class LayerCodeLenses extends Disposable implements vscode.CodeLensProvider {
  private readonly changed = this.register(new vscode.EventEmitter<void>());
  readonly onDidChangeCodeLenses = this.changed.event;

  constructor(
    private readonly documents: ConfigDocuments,
    private readonly store: RunStore,
  ) {
    super();
    const refresh = this.register(new Throttle(500, () => this.changed.fire()));
    this.register(store.onDidChange(() => refresh.request()));
    this.register(vscode.workspace.onDidChangeConfiguration(() => refresh.request()));
    this.register(vscode.languages.registerCodeLensProvider(configSelector, this));
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    if (!setting('codeLens.enabled', document.uri)) return [];
    const { uri } = document;
    const { result, stale, phase } = this.store.state(uri);
    const { layers, config, problems } = this.documents.read(document);
    const openPanel = (title: string): vscode.Command => ({
      title,
      command: commands.openPanel,
      arguments: [uri],
      tooltip: vscode.l10n.t('Open the charts'),
    });
    if (!result || result.estimates.length === 0) {
      if (layers.length === 0) return [];
      const range = toRange(document, layers[0].range);
      if (phase === 'running')
        return [new vscode.CodeLens(range, openPanel(`$(sync~spin) ${vscode.l10n.t('analyzing')}`))];
      if (!config)
        return [
          new vscode.CodeLens(range, {
            title: `$(error) ${vscode.l10n.t('{0} to mend before it can be analyzed', problems.length)}`,
            command: 'editor.action.marker.next',
          }),
        ];
      return [
        new vscode.CodeLens(range, {
          title: `$(play) ${vscode.l10n.t('Analyze RNN information flow')}`,
          command: commands.analyze,
          arguments: [uri],
        }),
      ];
    }
    const numbers = layerNumbers(result);
    return layers.flatMap((layer) => {
      const known = numbers.get(layer.name);
      if (!known) return [];
      const line = layerLine(known, result.config.analysis.unit);
      return [
        new vscode.CodeLens(
          toRange(document, layer.range),
          openPanel(stale ? vscode.l10n.t('{0} · config edited since', line) : line),
        ),
      ];
    });
  }
}
