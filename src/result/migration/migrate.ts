import { sentence, type Sentence } from '../../base/sentence';
import type { AnalysisResult } from '../result';
import { misfit } from './documentShape';
import { fromVersion1, type ResultVersion1 } from './version1';

/** A document that this version reads, or the reason why it is ignored. */
export type Migration = { readonly result: AnalysisResult } | { readonly ignored: Sentence };

/**
 * Reads a stored or foreign result document: version 2 unchanged, version 1 in the form of version 2, any other ignored
 * with its reason. Never throws.
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
  const place = misfit(document, schemaVersion);
  if (place !== undefined)
    return { ignored: sentence('The result is incomplete or damaged at "{0}": run the analysis again.', place) };
  if (isVersion2(document)) return { result: document };
  if (isVersion1(document)) return { result: fromVersion1(document) };
  return { ignored: sentence('The document is not an analysis result.') };
}

const isVersion2 = (document: object): document is AnalysisResult => isOf(document, 2);
const isVersion1 = (document: object): document is ResultVersion1 => isOf(document, 1);

const isOf = (document: object, version: 1 | 2): boolean =>
  'schemaVersion' in document && document.schemaVersion === version && misfit(document, version) === undefined;
