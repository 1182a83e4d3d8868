import { sentence, type Sentence } from '../../base/sentence';
import type { AnalysisResult } from '../result';
import { fromVersion1, type ResultVersion1 } from './version1';

/** A document that this version reads, or the reason why it is ignored. */
export type Migration = { readonly result: AnalysisResult } | { readonly ignored: Sentence };

/**
 * Reads a stored or foreign result document: version 2 unchanged, version 1 in the form of version 2, any other
 * ignored.
 */
export function migrate(document: unknown): Migration {
  if (typeof document !== 'object' || document === null || !('schemaVersion' in document))
    return { ignored: sentence('The document is not an analysis result.') };
  const { schemaVersion } = document;
  if (schemaVersion !== 1 && schemaVersion !== 2)
    return {
      ignored: sentence(
        'The result has schema version {0}, and this version reads 1 and 2: run the analysis again.',
        String(schemaVersion),
      ),
    };
  if (isVersion2(document)) return { result: document };
  if (isVersion1(document)) return { result: fromVersion1(document) };
  return { ignored: sentence('The result is incomplete: run the analysis again.') };
}

const isVersion2 = (document: object): document is AnalysisResult =>
  isWhole(document) && 'schemaVersion' in document && document.schemaVersion === 2;

const isVersion1 = (document: object): document is ResultVersion1 =>
  isWhole(document) && 'schemaVersion' in document && document.schemaVersion === 1;

/** The lists that every version has; a truncated file lacks some. */
const lists = ['stages', 'layers', 'training', 'estimates', 'exact', 'findings', 'advice', 'warnings'] as const;

const isWhole = (document: object): boolean => {
  const entries = new Map<string, unknown>(Object.entries(document));
  return (
    ['config', 'environment', 'curves'].every((key) => isObject(entries.get(key))) &&
    lists.every((key) => Array.isArray(entries.get(key)))
  );
};

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;
