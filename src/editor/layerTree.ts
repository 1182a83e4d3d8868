import * as vscode from 'vscode';
import type { LayerSummary, Unit } from '../analysis/result';
import { commands, views } from '../contributions';
import { Throttle } from '../engine/throttle';
import type { CurrentConfig } from './currentConfig';
import { Disposable } from './disposable';
import { estimateLines } from './layerLine';
import { estimateFigure, layerNumbers, type LayerNumbers } from './layerNumbers';
import { baseName, type RunStore } from './runStore';

interface LayerRow {
  readonly layer: LayerSummary;
  readonly numbers: LayerNumbers | undefined;
}

/** The current config's layers with two numbers each: about the input, about the target. */
export class LayerTree extends Disposable implements vscode.TreeDataProvider<LayerRow> {
  private readonly changed = this.register(new vscode.EventEmitter<void>());
  readonly onDidChangeTreeData = this.changed.event;
  private readonly view: vscode.TreeView<LayerRow>;

  constructor(private readonly store: RunStore, private readonly current: CurrentConfig) {
    super();
    this.view = this.register(vscode.window.createTreeView(views.layers, { treeDataProvider: this, showCollapseAll: false }));
    const refresh = this.register(new Throttle(300, () => this.refresh()));
    this.register(current.onDidChange(() => this.refresh()));
    this.register(store.onDidChange(({ uri }) => { if (uri.toString() === current.uri?.toString()) refresh.request(); }));
    this.refresh();
  }

  getChildren(row?: LayerRow): LayerRow[] {
    const { uri } = this.current;
    const result = uri && !row ? this.store.result(uri) : undefined;
    if (!result) return [];
    const numbers = layerNumbers(result);
    return result.layers.map((layer) => ({ layer, numbers: numbers.get(layer.name) }));
  }

  getTreeItem({ layer, numbers }: LayerRow): vscode.TreeItem {
    const { uri } = this.current;
    const item = new vscode.TreeItem(layer.name);
    item.contextValue = 'layer';
    item.iconPath = new vscode.ThemeIcon(layer.recurrent ? 'sync' : 'layers');
    item.description = numbers ? twoNumbers(numbers) : layer.type;
    item.tooltip = tooltip(layer, numbers);
    item.command = { title: vscode.l10n.t('Show the layer in the config'), command: commands.revealLayer, arguments: [uri, layer.name] };
    item.accessibilityInformation = { label: `${layer.name}, ${layer.type}, ${item.description}` };
    return item;
  }

  private refresh(): void {
    const { uri } = this.current;
    const { stale, result, phase, reason } = this.store.state(uri);
    this.view.description = uri ? `${baseName(uri)}${stale && result ? ` · ${vscode.l10n.t('edited since')}` : ''}` : '';
    this.view.message = phase === 'failed' ? reason ?? '' : uri && !result && phase === 'idle' ? vscode.l10n.t('Not analyzed yet.') : '';
    this.changed.fire();
  }
}

function twoNumbers({ input, target }: LayerNumbers): string {
  const unit: Unit = (input ?? target)?.unit ?? 'bits';
  const parts = [
    ...(input ? [vscode.l10n.t('in {0}', estimateFigure(input))] : []),
    ...(target ? [vscode.l10n.t('target {0}', estimateFigure(target))] : []),
  ];
  return parts.length > 0 ? `${parts.join(' · ')} ${unit}` : '';
}

function tooltip(layer: LayerSummary, numbers: LayerNumbers | undefined): vscode.MarkdownString {
  const parts = [vscode.l10n.t('**{0}** · {1} · {2} units · {3} parameters', layer.name, layer.type, layer.units, layer.parameters)];
  if (numbers?.input) parts.push(`${vscode.l10n.t('About all the input so far, I(X;H):')}  \n${estimateLines(numbers.input).join('  \n')}`);
  if (numbers?.target) parts.push(`${vscode.l10n.t('About the target, I(H;Y):')}  \n${estimateLines(numbers.target).join('  \n')}`);
  return new vscode.MarkdownString(parts.join('\n\n'), true);
}
