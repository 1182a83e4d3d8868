import * as vscode from 'vscode';
import { isConfig, type ConfigDocuments } from './configDocuments';
import { Disposable } from '../disposable';

/**
 * The config that commands, the side view and the status item use: that of the active editor or panel, else the last
 * one.
 */
export class CurrentConfig extends Disposable {
  private readonly changed = this.register(new vscode.EventEmitter<vscode.Uri | undefined>());
  private readonly layerChanged = this.register(
    new vscode.EventEmitter<{ readonly uri: vscode.Uri; readonly layer: string | undefined }>(),
  );
  /** Fires when another config becomes current. */
  readonly onDidChange = this.changed.event;
  /** Fires when the cursor enters another layer. */
  readonly onDidChangeLayer = this.layerChanged.event;
  private current: vscode.Uri | undefined;
  private layer: string | undefined;

  constructor(private readonly documents: ConfigDocuments) {
    super();
    this.register(vscode.window.onDidChangeActiveTextEditor((editor) => this.follow(editor)));
    this.register(vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.follow(textEditor)));
    this.follow(vscode.window.activeTextEditor);
  }

  get uri(): vscode.Uri | undefined {
    return this.current;
  }

  set(uri: vscode.Uri): void {
    if (uri.toString() === this.current?.toString()) return;
    this.current = uri;
    this.changed.fire(uri);
  }

  private follow(editor: vscode.TextEditor | undefined): void {
    if (!editor || !isConfig(editor.document.uri)) return;
    this.set(editor.document.uri);
    const offset = editor.document.offsetAt(editor.selection.active);
    const layer = this.documents
      .read(editor.document)
      .layers.find(({ range }) => range.start <= offset && offset <= range.end)?.name;
    if (layer === this.layer) return;
    this.layer = layer;
    this.layerChanged.fire({ uri: editor.document.uri, layer });
  }
}
