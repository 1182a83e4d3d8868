/** The first sentence of the comment that a config begins with; '' where it begins with none. */
export function firstSentence(text: string): string {
  const comment = /^\s*\{?\s*((?:\/\/[^\n]*\n\s*)+)/.exec(text)?.[1] ?? '';
  const words = comment
    .split('\n')
    .map((line) => line.trim().replace(/^\/\/\s?/, ''))
    .filter((line) => line !== '')
    .join(' ');
  // A point within a number or a name ends nothing.
  return /^.*?[.?!:](?=\s|$)/.exec(words)?.[0].replace(/:$/, '.') ?? words;
}
