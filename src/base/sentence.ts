import { cutTo, visible } from './visible';

/** The argument for `{0}`, `{1}` … in a sentence: a word, a number, or a part that is a sentence itself. */
export type SentenceArgument = string | number | Sentence;

/**
 * A sentence for the user, before translation: the English message, in which `{0}`, `{1}` … stand for the arguments (as
 * in `vscode.l10n.t`). It is translated where it is shown; `inEnglish` is used where there is no translation.
 */
export interface Sentence {
  readonly message: string;
  readonly args: readonly SentenceArgument[];
}

/** A name or a value of a user's file may be as long as the file. */
const longestArgument = 1000;

/**
 * A sentence whose arguments are shown as they are: what cannot be seen is escaped, and what is too long is cut.
 * @param message a literal, so that it can be collected for translation
 */
export const sentence = (message: string, ...args: SentenceArgument[]): Sentence => ({
  message,
  args: args.map((argument) => (typeof argument === 'string' ? cutTo(longestArgument, visible(argument)) : argument)),
});

/** Text that no translation changes: a formula, the name of a file. */
export const verbatim = (text: string): Sentence => sentence('{0}', text);

/** The sentence in English, as it was written. */
export function inEnglish({ message, args }: Sentence): string {
  return message.replace(/\{(\d+)\}/g, (placeholder, index: string) => {
    const argument = args.at(Number(index));
    if (argument === undefined) return placeholder;
    return typeof argument === 'object' ? inEnglish(argument) : String(argument);
  });
}

/** A sentence with its English text, for places without a translation. */
export const worded = (said: Sentence): { readonly sentence: Sentence; readonly message: string } => ({
  sentence: said,
  message: inEnglish(said),
});
