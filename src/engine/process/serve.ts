import type { AnalysisListener, Progress } from '../../result/progress';
import { CancelledError } from '../../base/cancellation';
import { DeltaSender } from './deltaSender';
import { toFailure } from './failure';
import type { AnalyzeRequest, EngineCall, EngineEvent } from './protocol';
import { Throttle } from './throttle';

/**
 * An analysis as the engine runs it: reports to the listener, stops at the signal, rejects with CancelledError or a
 * failure.
 */
export type Analyze = (request: AnalyzeRequest, listener: AnalysisListener, signal: AbortSignal) => Promise<unknown>;

/** The part of an IPC process that the engine uses. */
export interface EngineChannel {
  send(event: EngineEvent): void;
  onCall(handle: (call: EngineCall) => void): void;
}

/** Interval of the `alive` events of a running engine, ms. */
const aliveInterval = 1000;

/**
 * The engine's side of the protocol. It runs one analysis at a time: a new one cancels the one before and starts when
 * that has stopped.
 */
export function serveEngine(channel: EngineChannel, analyze: Analyze, shutdown: () => void): void {
  let current: { readonly run: number; readonly controller: AbortController } | undefined;
  let last: Promise<void> = Promise.resolve();

  channel.onCall((call) => {
    switch (call.type) {
      case 'analyze': {
        current?.controller.abort();
        const controller = new AbortController();
        current = { run: call.run, controller };
        last = last.then(() => runOne(channel, call.run, call.request, analyze, controller.signal));
        break;
      }
      case 'cancel':
        if (current?.run === call.run) current.controller.abort();
        break;
      case 'shutdown':
        current?.controller.abort();
        shutdown();
        break;
    }
  });
  channel.send({ type: 'ready' });
}

/** Reads the signal anew: the compiler would otherwise assume that an earlier check still holds. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

async function runOne(
  channel: EngineChannel,
  run: number,
  request: AnalyzeRequest,
  analyze: Analyze,
  signal: AbortSignal,
): Promise<void> {
  if (isAborted(signal)) {
    channel.send({ type: 'cancelled', run });
    return;
  }
  const alive = setInterval(() => channel.send({ type: 'alive', run }), aliveInterval);
  const deltas = new DeltaSender((delta) => channel.send({ type: 'delta', run, delta }));
  let latest: Progress | undefined;
  const progress = new Throttle(100, () => {
    if (latest) channel.send({ type: 'progress', run, progress: latest });
  });
  try {
    await analyze(
      request,
      {
        started: (result) => channel.send({ type: 'started', run, result }),
        progress: (next) => {
          latest = next;
          progress.request();
        },
        delta: (delta) => deltas.add(delta),
      },
      signal,
    );
    deltas.flush();
    progress.flush();
    channel.send(isAborted(signal) ? { type: 'cancelled', run } : { type: 'done', run });
  } catch (error) {
    // Results from before the failure are valid, so they are sent.
    deltas.flush();
    channel.send(
      error instanceof CancelledError || isAborted(signal)
        ? { type: 'cancelled', run }
        : { type: 'failed', run, failure: toFailure(error) },
    );
  } finally {
    clearInterval(alive);
    progress.dispose();
  }
}
