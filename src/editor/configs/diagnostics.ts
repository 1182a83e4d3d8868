import * as vscode from 'vscode';
import { translated } from '../translated';
import type { ConfigProblem } from '../../config/text/configReading';
import { diagnosticSource } from '../../contributions';
import type { EngineFailure } from '../../engine/process/protocol';
import { Throttle } from '../../engine/process/throttle';
import { isConfig, toRange, type ConfigDocuments } from './configDocuments';
import { Disposable } from '../disposable';

/** Errors in configs, at their line while they are typed; failures of runs at the line that caused them. */
export class ConfigDiagnostics extends Disposable {
  private readonly collection = this.register(vscode.languages.createDiagnosticCollection(diagnosticSource));
  private readonly failures = new Map<string, EngineFailure>();
  private readonly edited = new Set<vscode.TextDocument>();

  constructor(private readonly documents: ConfigDocuments) {
    super();
    const refresh = this.register(
      new Throttle(200, () => {
        for (const document of this.edited) this.show(document);
        this.edited.clear();
      }),
    );
    this.register(vscode.workspace.onDidOpenTextDocument((document) => this.show(document)));
    this.register(vscode.workspace.onDidCloseTextDocument((document) => this.collection.delete(document.uri)));
    this.register(
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (!isConfig(document.uri)) return;
        this.edited.add(document);
        refresh.request();
      }),
    );
    vscode.workspace.textDocuments.forEach((document) => this.show(document));
  }

  /** Shows a run's failure at its line, until the next run; undefined removes it. */
  setFailure(uri: vscode.Uri, failure: EngineFailure | undefined): void {
    if (failure) this.failures.set(uri.toString(), failure);
    else if (!this.failures.delete(uri.toString())) return;
    const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
    if (document) this.show(document);
  }

  private show(document: vscode.TextDocument): void {
    const { uri } = document;
    if (!isConfig(uri) || document.isClosed) return;
    const diagnostics = this.documents.read(document).problems.map((problem) => toDiagnostic(document, problem));
    const failure = this.failures.get(uri.toString());
    if (failure && !diagnostics.some(({ message }) => message === translated(failure.sentence)))
      diagnostics.push(failureDiagnostic(document, failure));
    this.collection.set(uri, diagnostics);
  }
}

function toDiagnostic(document: vscode.TextDocument, problem: ConfigProblem): vscode.Diagnostic {
  const severity = problem.severity === 'error' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning;
  const diagnostic = new vscode.Diagnostic(toRange(document, problem.range), translated(problem.sentence), severity);
  diagnostic.source = diagnosticSource;
  return diagnostic;
}

function failureDiagnostic(document: vscode.TextDocument, { message, position }: EngineFailure): vscode.Diagnostic {
  const start = document.validatePosition(new vscode.Position((position?.line ?? 1) - 1, (position?.column ?? 1) - 1));
  const range = document.getWordRangeAtPosition(start) ?? document.lineAt(start.line).range;
  const diagnostic = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Error);
  diagnostic.source = diagnosticSource;
  return diagnostic;
}
