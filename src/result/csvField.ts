/** A field of a CSV file (RFC 4180), quoted where necessary. */
export function csvField(text: string): string {
  // A spreadsheet would run a leading formula sign; a leading apostrophe makes it text.
  const safe = /^[=+@\t\r]|^-(?!\d|\.\d|Infinity)/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
