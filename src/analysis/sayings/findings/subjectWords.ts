import { sentence, type Sentence } from '../../../base/sentence';
import { layerOfState } from '../../../config/layers/wholeState';

/**
 * What a sentence is about: a layer by its name, or 'the state of memory'.
 * @param message the sentence, which may begin with it
 */
export function subjectWords(subject: string, message: string): string | Sentence {
  const layer = layerOfState(subject);
  if (layer === undefined) return subject;
  return message.startsWith('{0}') ? sentence('The state of {0}', layer) : sentence('the state of {0}', layer);
}
