/** A sentence of the document in English, with its arguments in their places. */
export { inEnglish as fill } from '../../src/base/sentence';
