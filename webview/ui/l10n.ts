let table: Readonly<Record<string, string>> = {};

/** Takes the table of translations that the host sends with its first message; the English message is the key. */
export function setStrings(strings: Readonly<Record<string, string>>): void {
  table = strings;
}

/** The message in the person's language, `{0}`, `{1}` … filled in (as `vscode.l10n.t`). */
export function t(message: string, ...args: readonly (string | number)[]): string {
  const translated = Object.hasOwn(table, message) ? table[message] : message;
  return translated.replace(/\{(\d+)\}/g, (whole, digits: string) => {
    const index = Number(digits);
    return index < args.length ? String(args[index]) : whole;
  });
}
