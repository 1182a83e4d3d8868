/** Every message of the project, sorted. */
export function projectMessages(): string[];
/** The messages that l10n/bundle.l10n.json lists. */
export function listedMessages(): string[];
