import { unitWord } from '../../result/units';
import { openDropped } from '../page/openDropped';
import { errorText, translated } from '../translated';
import * as vscode from 'vscode';
import type { LayerSummary, Unit } from '../../result/result';
import { commands, views } from '../../contributions';
import { Throttle } from '../../engine/process/throttle';
import type { ConfigDocuments } from './configDocuments';
import type { CurrentConfig } from './currentConfig';
import { Disposable } from '../disposable';
import { layerIcon } from './layerIcon';
import { estimateLines } from './layerLine';
import { estimateFigure, layerNumbers, type LayerNumbers } from './layerNumbers';
import { baseName, type RunStore } from '../runs/runStore';

interface LayerRow {
  /** The layer in the run's result; before the first run, in the config. */
  readonly layer: Pick<LayerSummary, 'name' | 'type'> & Partial<LayerSummary>;
  readonly numbers: LayerNumbers | undefined;
}

const uriList = 'text/uri-list';

/** The current config's layers with two numbers each: information about the input and about the target. */
export class LayerTree extends Disposable implements vscode.TreeDataProvider<LayerRow> {
  private readonly changed = this.register(new vscode.EventEmitter<void>());
  readonly onDidChangeTreeData = this.changed.event;
  private readonly view: vscode.TreeView<LayerRow>;

  constructor(
    private readonly store: RunStore,
    private readonly current: CurrentConfig,
    private readonly documents: ConfigDocuments,
  ) {
    super();
    this.view = this.register(
      vscode.window.createTreeView(views.layers, {
        treeDataProvider: this,
        showCollapseAll: false,
        dragAndDropController: {
          dragMimeTypes: [],
          dropMimeTypes: [uriList],
          handleDrop: (_, dropped) => this.drop(dropped),
        },
      }),
    );
    const refresh = this.register(new Throttle(300, () => this.refresh()));
    this.register(current.onDidChange(() => this.refresh()));
    this.register(
      store.onDidChange(({ uri }) => {
        if (uri.toString() === current.uri?.toString()) refresh.request();
      }),
    );
    this.register(vscode.workspace.onDidSaveTextDocument(() => refresh.request()));
    this.refresh();
  }

  getChildren(row?: LayerRow): LayerRow[] {
    const { uri } = this.current;
    if (!uri || row) return [];
    const result = this.store.result(uri);
    if (!result) return this.configLayers(uri);
    const numbers = layerNumbers(result);
    return result.layers.map((layer) => ({ layer, numbers: numbers.get(layer.name) }));
  }

  private configLayers(uri: vscode.Uri): LayerRow[] {
    const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
    return document ? this.documents.read(document).layers.map((layer) => ({ layer, numbers: undefined })) : [];
  }

  getTreeItem({ layer, numbers }: LayerRow): vscode.TreeItem {
    const { uri } = this.current;
    const item = new vscode.TreeItem(layer.name);
    item.contextValue = 'layer';
    item.iconPath = new vscode.ThemeIcon(layerIcon(layer));
    item.description = numbers ? twoNumbers(numbers) : layer.type;
    item.tooltip = tooltip(layer, numbers);
    item.command = {
      title: vscode.l10n.t('Show the layer in the config'),
      command: commands.revealLayer,
      arguments: [uri, layer.name],
    };
    item.accessibilityInformation = { label: `${layer.name}, ${layer.type}, ${item.description}` };
    return item;
  }

  /** Opens what is dropped on the view: a recording's folder, a result or a report. */
  private async drop(dropped: vscode.DataTransfer): Promise<void> {
    try {
      await openDropped((await dropped.get(uriList)?.asString()) ?? '');
    } catch (error) {
      void vscode.window.showErrorMessage(errorText(error));
    }
  }

  private refresh(): void {
    const { uri } = this.current;
    const { stale, result, phase, reason } = this.store.state(uri);
    this.view.description = uri
      ? `${baseName(uri)}${stale && result ? ` · ${vscode.l10n.t('config edited since')}` : ''}`
      : '';
    this.view.message =
      phase === 'failed'
        ? (reason ?? '')
        : uri && !result && phase === 'idle'
          ? vscode.l10n.t('Not analyzed yet.')
          : '';
    this.changed.fire();
  }
}

function twoNumbers({ input, target }: LayerNumbers): string {
  const unit: Unit = (input ?? target)?.unit ?? 'bits';
  const parts = [
    ...(input ? [vscode.l10n.t('input {0}', estimateFigure(input))] : []),
    ...(target ? [vscode.l10n.t('target {0}', estimateFigure(target))] : []),
  ];
  return parts.length > 0 ? `${parts.join(' · ')} ${translated(unitWord(unit))}` : '';
}

function tooltip(
  { name, type, units, parameters }: LayerRow['layer'],
  numbers: LayerNumbers | undefined,
): vscode.MarkdownString {
  const parts = [
    units === undefined || parameters === undefined
      ? `**${name}** · ${type}`
      : vscode.l10n.t('**{0}** · {1} · {2} units · {3} parameters', name, type, units, parameters),
  ];
  if (numbers?.input)
    parts.push(
      `${vscode.l10n.t('Information about all the input so far, I(X;H):')}  ` +
        `\n${estimateLines(numbers.input).join('  \n')}`,
    );
  if (numbers?.target)
    parts.push(
      `${vscode.l10n.t('Information about the target, I(H;Y):')}  \n${estimateLines(numbers.target).join('  \n')}`,
    );
  return new vscode.MarkdownString(parts.join('\n\n'), true);
}
