import { platform } from '#platform';

/** Thrown where cancelled work stops; never shown to the user as a failure. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError';
  constructor() {
    super('The work was cancelled.');
  }
}

/** @throws CancelledError once `signal` is aborted */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new CancelledError();
}

/** Yields to the event loop, so that pending messages (such as a cancel) are handled. @throws CancelledError */
export async function breathe(signal?: AbortSignal): Promise<void> {
  await platform.nextTurn();
  throwIfCancelled(signal);
}

/** What waits for each signal: so many may wait for one that a listener for each would look like a leak. */
const waiting = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls `cancel` once when `signal` is aborted. However many wait for one signal, it has one listener.
 * @returns ends the wait
 */
export function onCancel(signal: AbortSignal | undefined, cancel: () => void): () => void {
  if (!signal) return () => undefined;
  const others = waiting.get(signal) ?? listenTo(signal);
  // Two may wait with one function.
  const own = (): void => cancel();
  others.add(own);
  return () => {
    others.delete(own);
  };
}

function listenTo(signal: AbortSignal): Set<() => void> {
  const all = new Set<() => void>();
  waiting.set(signal, all);
  signal.addEventListener('abort', () => [...all].forEach((cancel) => cancel()), { once: true });
  return all;
}
