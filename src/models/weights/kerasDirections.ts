import { sentence, type Sentence } from '../../base/sentence';

/** A layer as Keras describes it, as far as it is compared. */
interface Described {
  readonly class_name: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** Settings on which the states depend. */
const compared = ['units', 'activation', 'recurrent_activation', 'use_bias', 'reset_after', 'return_sequences'];

/**
 * The first setting in which the directions of a Bidirectional differ; the layer here has one for both. Keras lets the
 * backward one be a layer of its own ("backward_layer").
 */
export function unlikeDirections(ahead: Described, back: Described): Sentence | undefined {
  const said = (key: string, one: unknown, other: unknown): Sentence =>
    sentence(
      'a backward direction with "{0}": {1}, where the forward one has {2}',
      key,
      JSON.stringify(one),
      JSON.stringify(other),
    );
  if (back.class_name !== ahead.class_name) return said('class_name', back.class_name, ahead.class_name);
  for (const key of compared) {
    const [own, other] = [ahead.config[key], back.config[key]];
    if (key in ahead.config && key in back.config && JSON.stringify(own) !== JSON.stringify(other))
      return said(key, other, own);
  }
  // One that reads ahead too is refused; Keras turns the direction of the other.
  return back.config.go_backwards === false ? said('go_backwards', false, false) : undefined;
}
