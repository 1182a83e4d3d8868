/**
 * A name that the recorder gives: "rnn/2/backward/c" is the cell state of the backward direction of "rnn/2". Directions
 * and variables that a layer carries beside its output follow its name.
 */
export interface RecordedName {
  /** The layer that the states belong to. */
  readonly layer: string;
  readonly direction?: 'forward' | 'backward';
  /** A state or a gate beside the output. */
  readonly isBeside: boolean;
}

const parts = /^(.+?)(?:\/(forward|backward))?(?:\/([cifgorzn]))?$/;
const partsOf = (name: string): readonly (string | undefined)[] => parts.exec(name) ?? [];

/** @param names all recorded names: what looks like a cell state is one where its layer's output is recorded too */
export function recordedName(name: string, names: ReadonlySet<string>): RecordedName {
  const [, layer = name, direction, beside] = partsOf(name);
  if (beside !== undefined && !names.has(name.slice(0, -beside.length - 1))) return { layer: name, isBeside: false };
  const isBeside = beside !== undefined;
  if (direction !== 'forward' && direction !== 'backward') return { layer, isBeside };
  return { layer, direction, isBeside };
}
