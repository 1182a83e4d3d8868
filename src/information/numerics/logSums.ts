/** ln of the sum of exp(log) over the logs, without overflow; -Infinity where all are. */
export function logSumExp(logs: ArrayLike<number>): number {
  const top = largest(logs);
  return top === -Infinity ? top : top + Math.log(sumBelow(top, logs));
}

/** ln of the mean of exp(log) over the logs, without overflow; -Infinity where all are. */
export function logMeanExp(logs: ArrayLike<number>): number {
  const top = largest(logs);
  return top === -Infinity ? top : top + Math.log(sumBelow(top, logs) / logs.length);
}

function largest(logs: ArrayLike<number>): number {
  let top = -Infinity;
  for (let i = 0; i < logs.length; i++) if (logs[i] > top) top = logs[i];
  return top;
}

function sumBelow(top: number, logs: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < logs.length; i++) sum += Math.exp(logs[i] - top);
  return sum;
}
