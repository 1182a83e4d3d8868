/** Control characters but tab and line feed, and marks that change the direction of text. */
const unseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/**
 * Text from a file as it may be shown: characters that would move a terminal's cursor, colour it or reorder a line are
 * written as escapes, such as \u001b.
 */
export function visible(text: string): string {
  return text.replace(unseen, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The start of a text that is too long to be read. */
export const cutTo = (longest: number, text: string): string =>
  text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
