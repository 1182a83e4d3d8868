import * as vscode from 'vscode';
import { isConfigPath } from '../../agents/sources';

/** The texts and files that an invocation names; its input is checked later. */
function sourcesIn(input: object): string[] {
  return ['config', 'of', 'before', 'after'].flatMap((key) => {
    const value: unknown = Reflect.get(input, key);
    return typeof value === 'string' ? [value] : [];
  });
}

/** The configs that an invocation names. */
export const configsIn = (input: object): string[] => sourcesIn(input).filter(isConfigPath);

/** Whether an invocation gives a config as text. */
export const hasText = (input: object): boolean => typeof Reflect.get(input, 'text') === 'string';

/** What the window shows while a tool runs. */
export function invocationMessage(name: string, input: object): string {
  const [first = '', second = ''] = sourcesIn(input);
  switch (name) {
    case 'analyze':
      return first === '' ? vscode.l10n.t('Analyzing a config') : vscode.l10n.t('Analyzing {0}', first);
    case 'compare':
      return second === ''
        ? vscode.l10n.t('Comparing {0}', first)
        : vscode.l10n.t('Comparing {0} and {1}', first, second);
    default:
      return first === '' ? vscode.l10n.t('Reading the glossary') : vscode.l10n.t('Reading the numbers of {0}', first);
  }
}

/** The question before a run: it costs time, and reads the files that the config names. */
export function confirmation(configs: readonly string[]): vscode.LanguageModelToolConfirmationMessages {
  return {
    title: vscode.l10n.t('Analyze RNN information flow?'),
    message:
      configs.length === 0
        ? vscode.l10n.t('This trains a network on this machine by a config that is not saved. It may take minutes.')
        : vscode.l10n.t(
            'This trains the network of {0} on this machine and reads the files that it names. It may take minutes.',
            configs.join(', '),
          ),
  };
}
