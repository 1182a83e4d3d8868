import { sentence, type Sentence, verbatim } from '../../base/sentence';
import { InputError } from '../../base/userError';

/** A layer of a file that no layer here is like. */
export interface StrangeLayer {
  /** As the file has it. */
  readonly name: string;
  /** What it is, as far as its arrays or the description of the model tell it. */
  readonly what: Sentence;
}

/** At most so many layers in a message. */
const mostShown = 6;

/** What to do with a network that cannot be run here. */
export const recordInstead = (): Sentence =>
  sentence(
    'Its network cannot be run here, but its states can be recorded as it runs: Recorder of python/rnn_infoflow.py.',
  );

/** Says that a layer of a file has a setting that no layer here has. */
export const unlikeHere = (name: string, file: string, setting: Sentence): Sentence =>
  sentence('"{0}" in {1} has {2}, which no layer here has. {3}', name, file, setting, recordInstead());

/** A file holds layers that cannot be computed here: its sentence says which, and what to do instead. */
export class StrangeLayersError extends InputError {
  /** Which they are, without what to do: for whom the states are recorded already. */
  readonly held: Sentence;

  constructor(strange: readonly StrangeLayer[], file?: string) {
    const held = sentence('The file holds what no layer here is: {0}.', listed(strange));
    super(sentence('{0} {1}', held, recordInstead()), file);
    this.held = held;
  }
}

function listed(strange: readonly StrangeLayer[]): Sentence {
  const shown = strange
    .slice(0, mostShown)
    .map(({ name, what }) => sentence('"{0}" ({1})', name, what))
    .reduce((before, next) => sentence('{0}, {1}', before, next));
  const more = strange.length - mostShown;
  return more > 0 ? sentence('{0} and {1} more', shown, more) : shown;
}

/** Arrays that tell of nothing but themselves: "scale [3]". */
export const arraysAlone = (arrays: readonly (readonly [string, readonly number[]])[]): Sentence =>
  verbatim(arrays.map(([name, shape]) => `${name} [${shape.join(', ')}]`).join(', '));
