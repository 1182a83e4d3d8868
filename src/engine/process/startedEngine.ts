import { sentence, type Sentence } from '../../base/sentence';
import type { EngineCall, EngineEvent } from './protocol';

/** A running engine, in a process or a thread of its own. */
export interface Engine {
  /** Id of its process, where it has one. */
  readonly pid?: number | undefined;
  send(call: EngineCall): void;
  /** Asks it to end, and kills it after `grace` ms if it is still running. */
  end(grace: number): void;
  kill(): void;
}

/** What an engine reports; none of these may throw. */
export interface EngineEvents {
  /** The engine sent an event. */
  event(event: EngineEvent): void;
  /** The engine has ended; called once. */
  exit(reason: ExitReason): void;
  /** Output of the engine and of its libraries. */
  log(text: string): void;
}

export type StartEngine = (events: EngineEvents) => Engine;

export interface ExitReason {
  readonly code: number | null;
  readonly signal: string | null;
  /** The last lines on stderr. */
  readonly stderr: string;
}

/** The sentence for an engine that ended unexpectedly: the reason, and what to do. */
export function crashSentence({ code, signal, stderr }: ExitReason): Sentence {
  if (/heap out of memory|Allocation failed|ENOMEM|std::bad_alloc/.test(stderr)) {
    return sentence(
      'The analysis ran out of memory. Lower "samples", "length" or "units" in the config, then analyze again.',
    );
  }
  if (signal === 'SIGKILL') {
    return sentence(
      'The analysis process was killed, perhaps because the machine ran out of memory. Analyze again, or ' +
        'lower "samples" or "units" in the config.',
    );
  }
  return signal === null
    ? sentence(
        'The analysis process ended unexpectedly (exit code {0}). Analyze again to start a new one. The log has its ' +
          'last output.',
        code ?? '–',
      )
    : sentence(
        'The analysis process ended unexpectedly ({0}). Analyze again to start a new one. The log has its last output.',
        signal,
      );
}
