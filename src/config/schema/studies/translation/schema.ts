import * as z from 'zod';
import { seeds } from '../seeds';

/** Judges translations by what their sources tell about them. */
export const translationSchema = z
  .strictObject({ seeds })
  .describe(
    'A study of pairs of sentences: trains the model twice, with the source sentence and without it, and says how ' +
      'much the source tells about each held-out translation: H(T) - H(T given S), the cross-mutual information of ' +
      'Bugliarello et al. (2020). The references, every one of `candidates`, and the references with words spoiled ' +
      'at each of the `levels` of `data.corrupt`; chrF and BLEU beside. Both entropies are bounded from above, so ' +
      'their difference is an estimate without a direction.',
  );
