import type { StudyContext } from '../study';
import type { TranslatedSet } from './outcome';

/** The network that reads the source, and the one that reads none. */
export const readers = ['given', 'without'] as const;
export type Reader = (typeof readers)[number];

/** What both networks of a repetition say of the same translations. */
export type BothReaders = Readonly<Record<Reader, readonly TranslatedSet[]>> & { readonly repetition: number };

export type TranslationContext = Pick<StudyContext, 'config' | 'dataset'>;
