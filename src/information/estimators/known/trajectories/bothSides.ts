/** ln of a mean of densities, from two sides. */
export interface LogSides {
  readonly low: number;
  readonly high: number;
}

/** Which densities are taken: those of one class. */
export interface OneClass {
  readonly classes: Int32Array;
  readonly mine: number;
}

/**
 * ln of a mean of densities without the one that made the state, and with it in place of the last.
 * @param own ln p(h|path) of the path that made the state
 * @param one the class of that path, and those of the others, where the mean is over that class alone; with none of it
 *   there is nothing below
 */
export function bothSides(own: number, logs: Float64Array, one?: OneClass): LogSides {
  const isTaken = (k: number): boolean => one === undefined || one.classes[k] === one.mine;
  let count = 0;
  let last = -1;
  let top = -Infinity;
  for (let k = 0; k < logs.length; k++) {
    if (!isTaken(k)) continue;
    count++;
    last = k;
    if (logs[k] > top) top = logs[k];
  }
  if (count === 0) return { low: -Infinity, high: own };
  let others = 0;
  if (top > -Infinity) for (let k = 0; k < last; k++) if (isTaken(k)) others += Math.exp(logs[k] - top);
  const withOne = (log: number): number => {
    const higher = Math.max(top, log);
    return higher === -Infinity
      ? higher
      : higher + Math.log((others * Math.exp(top - higher) + Math.exp(log - higher)) / count);
  };
  return { low: withOne(logs[last]), high: withOne(own) };
}
