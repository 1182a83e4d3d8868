import { sentence } from '../../../base/sentence';
import { InputError } from '../../../base/userError';
import type { SequenceSet } from '../../../data/dataset';
import { selectSequences } from '../../../data/sequences';

/** Fewer sequences than this in either half judge nothing. */
const fewest = 8;

/**
 * The held-out sequences in two halves: what is chosen on one is judged on the other, so that the judgement is not of
 * the luck of the choice (Hastie, Tibshirani and Friedman 2009, section 7.2).
 * @throws InputError where there are too few
 */
export function halvesOf(set: SequenceSet): { choosing: SequenceSet; reported: SequenceSet } {
  const { samples } = set.inputs;
  const half = Math.floor(samples / 2);
  if (half < fewest)
    throw new InputError(
      sentence(
        '"select" needs two halves of held-out sequences, and {0} are too few: at least {1}. Give more data.',
        samples,
        2 * fewest,
      ),
      undefined,
      undefined,
      ['sweep', 'select'],
    );
  return { choosing: rowsOf(set, 0, half), reported: rowsOf(set, half, samples) };
}

/** At most so many of the sequences, evenly spread. */
export function someOf(set: SequenceSet, most: number): SequenceSet {
  const { samples } = set.inputs;
  const count = Math.min(most, samples);
  return selected(
    set,
    Int32Array.from({ length: count }, (_, i) => Math.floor((i * samples) / count)),
  );
}

const rowsOf = (set: SequenceSet, from: number, to: number): SequenceSet =>
  selected(
    set,
    Int32Array.from({ length: to - from }, (_, i) => from + i),
  );

const selected = ({ inputs, targets, furtherTargets }: SequenceSet, rows: Int32Array): SequenceSet => ({
  inputs: selectSequences(inputs, rows),
  ...(targets && { targets: selectSequences(targets, rows) }),
  ...(furtherTargets && {
    furtherTargets: new Map([...furtherTargets].map(([name, each]) => [name, selectSequences(each, rows)])),
  }),
});
