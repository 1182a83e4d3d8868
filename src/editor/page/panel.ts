import * as vscode from 'vscode';
import { views } from '../../contributions';
import { isConfig } from '../configs/configDocuments';
import type { CurrentConfig } from '../configs/currentConfig';
import { Disposable } from '../disposable';
import { PageHost } from './pageHost';
import { pageHtml, pageRoot } from './pageHtml';
import type { KeptStates } from './keptStates';
import type { HandledMessage } from './pageHost';
import type { ComparedRuns } from '../runs/comparedRuns';
import type { Layouts } from './layouts';
import type { RestoredResults } from '../runs/restoredResults';
import { baseName, type RunStore } from '../runs/runStore';

export interface PanelServices {
  readonly extensionUri: vscode.Uri;
  readonly store: RunStore;
  readonly layouts: Layouts;
  readonly compared: ComparedRuns;
  readonly current: CurrentConfig;
  readonly restored: RestoredResults;
  readonly states: KeptStates;
  readonly handle: (message: HandledMessage, uri: vscode.Uri | undefined) => void;
  /** Remembers over a reload which config belongs to a title. */
  readonly memory: vscode.Memento;
}

const memoryKey = 'panels';
const remembered = 50;
/** Longest wait for the page to load, in milliseconds. */
const longestWait = 1500;

/** The charts, one panel per config; a panel that was open before a reload comes back with its config. */
export class Panels extends Disposable implements vscode.WebviewPanelSerializer {
  private readonly panels = new Map<string, { readonly panel: vscode.WebviewPanel; readonly host: PageHost }>();

  constructor(private readonly services: PanelServices) {
    super();
    this.register(vscode.window.registerWebviewPanelSerializer(views.panel, this));
    this.register(
      services.current.onDidChangeLayer(({ uri, layer }) =>
        this.panels.get(uri.toString())?.host.setActiveLayer(layer),
      ),
    );
    this.register(
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        for (const { host } of this.panels.values()) host.snapshot();
      }),
    );
  }

  /** The configs whose charts are open. */
  get open(): readonly string[] {
    return [...this.panels.keys()];
  }

  /** The file whose saved result has the focus. */
  get savedInFront(): vscode.Uri | undefined {
    const front = [...this.panels.values()].find(({ panel }) => panel.active)?.host.config;
    return front && !isConfig(front) ? front : undefined;
  }

  /** Opens the charts of a config; resolves once they are there, or after a moment where that takes long. */
  async show(uri: vscode.Uri): Promise<void> {
    const known = this.panels.get(uri.toString());
    if (known) {
      known.panel.reveal(undefined, true);
      return;
    }
    this.attach(
      vscode.window.createWebviewPanel(
        views.panel,
        title(uri),
        { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
        options(this.services.extensionUri),
      ),
      uri,
    );
    let timer: NodeJS.Timeout | undefined;
    const moment = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, longestWait);
    });
    await Promise.race([this.panels.get(uri.toString())?.host.whenReady, moment]);
    clearTimeout(timer);
  }

  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    // A panel behind another tab has not loaded its page yet, so that no page has stored its config.
    const uri = configOf(state) ?? this.recall(panel.title) ?? this.services.current.uri;
    if (!uri || this.panels.has(uri.toString())) panel.dispose();
    else this.attach(panel, uri);
    return Promise.resolve();
  }

  override dispose(): void {
    for (const { panel } of [...this.panels.values()]) panel.dispose();
    super.dispose();
  }

  private attach(panel: vscode.WebviewPanel, uri: vscode.Uri): void {
    const { extensionUri, store, layouts, compared, current, restored, states, handle } = this.services;
    const key = uri.toString();
    const { webview } = panel;
    webview.options = options(extensionUri);
    panel.title = title(uri);
    panel.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'icon.svg');
    const host = new PageHost(
      { webview, view: 'panel', isVisible: () => panel.visible, handle: (message) => handle(message, uri), states },
      store,
      layouts,
      compared,
    );
    this.panels.set(key, { panel, host });
    panel.onDidChangeViewState(() => {
      host.visibilityChanged();
      // The panel of a saved result has no config.
      if (panel.active && isConfig(uri)) current.set(uri);
    });
    panel.onDidDispose(() => {
      this.panels.delete(key);
      host.dispose();
    });
    this.remember(panel.title, uri);
    host.show(uri);
    webview.html = pageHtml(webview, extensionUri, title(uri));
    void restored.restore(uri);
  }

  private remember(name: string, uri: vscode.Uri): void {
    const entries = this.services.memory.get<[string, string][]>(memoryKey, []).filter(([other]) => other !== name);
    void this.services.memory.update(memoryKey, [[name, uri.toString()], ...entries].slice(0, remembered));
  }

  private recall(name: string): vscode.Uri | undefined {
    const known = this.services.memory.get<[string, string][]>(memoryKey, []).find(([other]) => other === name);
    return known && vscode.Uri.parse(known[1], true);
  }
}

function options(extensionUri: vscode.Uri): vscode.WebviewPanelOptions & vscode.WebviewOptions {
  return { enableScripts: true, localResourceRoots: [pageRoot(extensionUri)] };
}

function title(uri: vscode.Uri): string {
  return vscode.l10n.t('Flow of {0}', baseName(uri).replace(/\.rnn\.json$/, ''));
}

/** The page keeps its config's URI in its state. */
function configOf(state: unknown): vscode.Uri | undefined {
  if (typeof state !== 'object' || state === null || !('config' in state) || typeof state.config !== 'string')
    return undefined;
  return vscode.Uri.parse(state.config, true);
}
