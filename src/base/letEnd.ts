/**
 * Lets the program end while a timer waits. In a browser, where timers are numbers, none keeps it.
 * @returns the timer
 */
export function letEnd(timer: NodeJS.Timeout): NodeJS.Timeout {
  const waiting: NodeJS.Timeout | number = timer;
  if (typeof waiting === 'object') waiting.unref();
  return timer;
}
