/** What stands for `{0}`, `{1}` … in a sentence: a word, a figure, or a part that is a sentence itself. */
export type SentenceArgument = string | number | Sentence;

/**
 * A sentence for a person before it is put into words: the English message, in which `{0}`, `{1}` … stand for the
 * arguments (as in `vscode.l10n.t`). Whoever shows it translates it; `inEnglish` does where there is no translation.
 */
export interface Sentence {
  readonly message: string;
  readonly args: readonly SentenceArgument[];
}

/** @param message a literal, so that it can be collected for translation */
export const sentence = (message: string, ...args: SentenceArgument[]): Sentence => ({ message, args });

/** Text that no translation changes: a formula, the name of a file. */
export const verbatim = (text: string): Sentence => sentence('{0}', text);

/** The sentence in the words that it was written in. */
export function inEnglish({ message, args }: Sentence): string {
  return message.replace(/\{(\d+)\}/g, (placeholder, index: string) => {
    const argument = args.at(Number(index));
    if (argument === undefined) return placeholder;
    return typeof argument === 'object' ? inEnglish(argument) : String(argument);
  });
}

/** A sentence beside its English, for whoever has no translation at hand. */
export const worded = (said: Sentence): { readonly sentence: Sentence; readonly message: string } => ({
  sentence: said,
  message: inEnglish(said),
});
