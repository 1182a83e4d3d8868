/** The share that is done, and the gap that an iteration has come to, nats. */
export type ExactProgress = (share: number, gap: number) => void;

export interface ExactOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: ExactProgress;
}

/** Progress of a gap that falls from about a nat to `tolerance`: every tenth of it is as far as the next. */
export function progressOfGap(
  onProgress: ExactProgress | undefined,
  tolerance: number,
): ((gap: number) => void) | undefined {
  if (!onProgress) return undefined;
  return (gap) => onProgress(Math.min(1, Math.max(0, Math.log(Math.max(gap, 1e-300)) / Math.log(tolerance))), gap);
}
