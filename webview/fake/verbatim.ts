import type { Sentence } from '../../src/base/sentence';

/** A name that no translation changes. */
export const verbatim = (text: string): Sentence => ({ message: '{0}', args: [text] });
