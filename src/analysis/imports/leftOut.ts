import { sentence, type Sentence } from '../../base/sentence';
import type { FolderContent } from './folderArrays';
import type { FolderLayers } from './folderLayers';

/** At most so many names in a sentence. */
const mostShown = 6;

/**
 * The sentences for what a config leaves out of a folder, and why.
 * @param others arrays that are neither states nor have a part of their own
 */
export function leftOut(
  { unread, notLookedAt }: FolderContent,
  { otherEpochs, ofNoEpoch }: FolderLayers['left'],
  others: readonly string[],
): Sentence[] {
  const said = (files: readonly string[], make: (names: Sentence | string) => Sentence): Sentence[] =>
    files.length > 0 ? [make(listed(files))] : [];
  return [
    ...said(otherEpochs, (names) => sentence('Left out, because not all layers have their epochs: {0}.', names)),
    ...said(ofNoEpoch, (names) => sentence('Left out, because their names tell no epoch: {0}.', names)),
    ...said(others, (names) =>
      sentence(
        'Left out, because they are no states (floats [sequences, steps, units]), or another array is the inputs, ' +
          'targets or lengths already: {0}.',
        names,
      ),
    ),
    ...said(unread, (names) => sentence('Left out, because they cannot be read as arrays of numbers: {0}.', names)),
    ...(notLookedAt > 0 ? [sentence('Left out: {0} files beyond the most that are looked at.', notLookedAt)] : []),
  ];
}

function listed(files: readonly string[]): Sentence | string {
  const some = files.slice(0, mostShown).join(', ');
  return files.length > mostShown ? sentence('{0} and {1} more', some, files.length - mostShown) : some;
}
