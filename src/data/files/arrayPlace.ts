/** An array in a file of its own, or one of those in an .npz. */
export interface ArrayPlace {
  readonly path: string;
  /** Its name in the .npz. */
  readonly member?: string;
}

/** Reads `states.npy`, or `states.npz#lstm/c` for an array inside an .npz. */
export function arrayPlace(text: string): ArrayPlace {
  const at = /\.npz#/i.exec(text);
  return at
    ? { path: text.slice(0, at.index + '.npz'.length), member: text.slice(at.index + at[0].length) }
    : { path: text };
}
