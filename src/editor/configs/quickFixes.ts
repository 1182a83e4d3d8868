import * as vscode from 'vscode';
import { translated } from '../translated';
import { diagnosticSource } from '../../contributions';
import { configSelector, toRange, type ConfigDocuments } from './configDocuments';

/** Offers the quick fixes of the config's checks. */
export function registerQuickFixes(documents: ConfigDocuments): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    configSelector,
    {
      provideCodeActions(document, range, context) {
        return documents.read(document).problems.flatMap((problem) => {
          const { fix } = problem;
          if (!fix || !toRange(document, problem.range).intersection(range)) return [];
          const action = new vscode.CodeAction(translated(fix.title), vscode.CodeActionKind.QuickFix);
          action.edit = new vscode.WorkspaceEdit();
          action.edit.replace(document.uri, toRange(document, fix.range), fix.newText);
          action.diagnostics = context.diagnostics.filter(
            ({ source, message }) => source === diagnosticSource && message === translated(problem.sentence),
          );
          action.isPreferred = true;
          return [action];
        });
      },
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
}
