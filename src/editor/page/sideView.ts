import * as vscode from 'vscode';
import { views } from '../../contributions';
import type { CurrentConfig } from '../configs/currentConfig';
import { Disposable } from '../disposable';
import { type HandledMessage, PageHost } from './pageHost';
import { pageHtml, pageRoot } from './pageHtml';
import type { ComparedRuns } from '../runs/comparedRuns';
import type { Layouts } from './layouts';
import type { RunStore } from '../runs/runStore';

/** The compact chart of the current config, in a view at the editor's side. */
export class SideView extends Disposable implements vscode.WebviewViewProvider {
  private host: PageHost | undefined;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly store: RunStore,
    private readonly layouts: Layouts,
    private readonly compared: ComparedRuns,
    private readonly current: CurrentConfig,
    private readonly handle: (message: HandledMessage, uri: vscode.Uri | undefined) => void,
  ) {
    super();
    this.register(vscode.window.registerWebviewViewProvider(views.chart, this));
    this.register(current.onDidChange((uri) => this.host?.show(uri)));
    this.register(current.onDidChangeLayer(({ layer }) => this.host?.setActiveLayer(layer)));
    this.register(vscode.workspace.onDidGrantWorkspaceTrust(() => this.host?.snapshot()));
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    const { webview } = view;
    webview.options = { enableScripts: true, localResourceRoots: [pageRoot(this.extensionUri)] };
    const host = new PageHost(
      {
        webview,
        view: 'side',
        isVisible: () => view.visible,
        handle: (message) => this.handle(message, this.current.uri),
      },
      this.store,
      this.layouts,
      this.compared,
    );
    this.host = host;
    view.onDidChangeVisibility(() => host.visibilityChanged());
    view.onDidDispose(() => {
      host.dispose();
      if (this.host === host) this.host = undefined;
    });
    host.show(this.current.uri);
    webview.html = pageHtml(webview, this.extensionUri, vscode.l10n.t('Flow'));
  }
}
