import * as vscode from 'vscode';
import { commands, views } from '../../contributions';
import { formatValue, percent } from '../../result/format';
import { natsIn } from '../../result/units';
import { firstDropped } from '../page/openDropped';
import type { CurrentConfig } from '../configs/currentConfig';
import { Disposable } from '../disposable';
import { translated } from '../translated';
import { mostCompared, runName, type ComparedRuns } from './comparedRuns';
import type { KeptRun } from './keptRun';
import type { RunHistory } from './runHistory';

const uriList = 'text/uri-list';

/** A row of the view: a run of a config. */
export interface RunRow {
  readonly uri: vscode.Uri;
  readonly run: KeptRun;
}

export function isRunRow(value: unknown): value is RunRow {
  return typeof value === 'object' && value !== null && 'run' in value && 'uri' in value;
}

/** The kept runs of the current config, the newest first; a box beside each shows it in the charts. */
export class RunsView extends Disposable implements vscode.TreeDataProvider<RunRow> {
  private readonly changed = this.register(new vscode.EventEmitter<void>());
  readonly onDidChangeTreeData = this.changed.event;
  private readonly view: vscode.TreeView<RunRow>;

  constructor(
    private readonly history: RunHistory,
    private readonly compared: ComparedRuns,
    private readonly current: CurrentConfig,
  ) {
    super();
    this.view = this.register(
      vscode.window.createTreeView(views.runs, {
        treeDataProvider: this,
        manageCheckboxStateManually: true,
        // A file of somebody else's run is shown beside the present one.
        dragAndDropController: {
          dragMimeTypes: [],
          dropMimeTypes: [uriList],
          handleDrop: async (_, dropped) => {
            const file = firstDropped((await dropped.get(uriList)?.asString()) ?? '');
            if (file) await vscode.commands.executeCommand(commands.compareResult, file);
          },
        },
      }),
    );
    this.register(this.view.onDidChangeCheckboxState(({ items }) => void this.check(items)));
    this.register(current.onDidChange(() => this.refresh()));
    this.register(compared.onDidChange(() => this.refresh()));
  }

  refresh(): void {
    this.changed.fire();
  }

  async getChildren(row?: RunRow): Promise<RunRow[]> {
    const { uri } = this.current;
    if (!uri || row) return [];
    return (await this.history.list(uri.toString())).map((run) => ({ uri, run }));
  }

  getTreeItem({ uri, run }: RunRow): vscode.TreeItem {
    const name = translated(runName(run));
    const time = new Date(run.time).toLocaleString(vscode.env.language);
    const item = new vscode.TreeItem(name);
    item.id = `${uri.toString()}#${run.id}`;
    item.description = [headlineText(run), time].filter((text) => text !== '').join(' · ');
    item.tooltip = [name, time, headlineText(run), changeList(run)].filter((text) => text !== '').join('\n');
    item.contextValue = run.pinned ? 'run.pinned' : 'run';
    item.iconPath = new vscode.ThemeIcon(run.pinned ? 'pinned' : 'history');
    const checked = this.compared.has(uri, run.id);
    item.checkboxState = {
      state: checked ? vscode.TreeItemCheckboxState.Checked : vscode.TreeItemCheckboxState.Unchecked,
      tooltip: checked ? vscode.l10n.t('Shown in the charts') : vscode.l10n.t('Show in the charts'),
    };
    return item;
  }

  private async check(items: readonly [RunRow, vscode.TreeItemCheckboxState][]): Promise<void> {
    for (const [{ uri, run }, state] of items)
      if (state === vscode.TreeItemCheckboxState.Unchecked) this.compared.remove(uri, run.id);
      else if (!(await this.compared.add(uri, run)))
        void vscode.window.showWarningMessage(
          this.compared.of(uri).length >= mostCompared
            ? vscode.l10n.t('{0} runs can be compared at a time: take one out first.', mostCompared)
            : vscode.l10n.t('The numbers of this run are not there any more.'),
        );
    this.refresh();
  }
}

/** 'target 1.99 bits · accuracy 99.9 %' */
export function headlineText({ headlines, unit }: KeptRun): string {
  return headlines
    .map(({ kind, value }) => {
      switch (kind) {
        case 'target':
          return vscode.l10n.t('target {0} {1}', formatValue(natsIn(unit, value)), unit);
        case 'accuracy':
          return vscode.l10n.t('accuracy {0}', percent(value));
        case 'loss':
          return vscode.l10n.t('loss {0}', formatValue(value));
      }
    })
    .join(' · ');
}

const changeList = ({ changes = [] }: KeptRun): string =>
  changes.map(({ path, before = '–', after = '–' }) => `${path}: ${before} → ${after}`).join('\n');
