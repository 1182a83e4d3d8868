import { sentence, type Sentence } from '../../base/sentence';
import { otherArray } from './otherFormats';

/** Whether a text of a config names an array: a .npy file, or an array of an .npz. */
export const namesArray = (text: string): boolean => /\.npy$|\.npz#./i.test(text);

/** What to write in place of a text that names no array. */
export function noArray(text: string): Sentence {
  if (/\.npz#?$/i.test(text))
    return sentence('"{0}" holds several arrays. Name one of them: "{0}#x".', text.replace(/#$/, ''));
  return otherArray(text);
}
