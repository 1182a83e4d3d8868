/**
 * Frames in lanes, [time][block][features][8]: the offset of the first, and the bytes from one time step, and one
 * block, to the next.
 */
export interface Frames {
  readonly offset: number;
  readonly time: number;
  readonly block: number;
  readonly features: number;
}

/** Frames of `features` numbers for 8 rows each, one after the other. */
export function framesAt(offset: number, blocks: number, features: number): Frames {
  return { offset, time: blocks * features * 32, block: features * 32, features };
}

/** Some of the features of frames, from number `from` on. */
export function featuresOf(frames: Frames, from: number, features: number): Frames {
  return { ...frames, offset: frames.offset + from * 32, features };
}

/** Frames from number `from` on. */
export function timesOf(frames: Frames, from: number): Frames {
  return { ...frames, offset: frames.offset + from * frames.time };
}

/** Rows of features with arbitrary strides, in bytes. */
export interface Rows {
  readonly offset: number;
  readonly row: number;
  readonly time: number;
  readonly features: number;
}
