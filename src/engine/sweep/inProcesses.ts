import type { UserError } from '../../base/userError';

/**
 * Runs requests in processes of their own, at most `most` at a time. A request whose process died runs once more.
 * @param run one request in a process
 * @throws what `run` throws, or the error of a request that died twice; what still runs is then stopped
 */
export async function inProcesses<Request>(
  requests: readonly Request[],
  most: number,
  run: (request: Request, signal: AbortSignal) => Promise<'done' | 'died'>,
  diedTwice: () => UserError,
  signal: AbortSignal,
): Promise<void> {
  const waiting = requests.map((request) => ({ request, tries: 0 }));
  const controller = new AbortController();
  const all = AbortSignal.any([signal, controller.signal]);
  try {
    await Promise.all(
      Array.from({ length: Math.min(waiting.length, most) }, async () => {
        for (let next = waiting.shift(); next; next = waiting.shift()) {
          if ((await run(next.request, all)) === 'died') {
            if (next.tries > 0) throw diedTwice();
            waiting.push({ request: next.request, tries: next.tries + 1 });
          }
        }
      }),
    );
  } catch (failure) {
    controller.abort();
    throw failure;
  }
}
