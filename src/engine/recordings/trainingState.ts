import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { sentence, type Sentence } from '../../base/sentence';
import type { RecordingRecord } from '../../data/recorded/recording';

/** Where the training that writes a recording stands. */
export type TrainingState =
  /** Its process is there. */
  | { readonly kind: 'running' }
  /** It said so itself. */
  | { readonly kind: 'finished' }
  | { readonly kind: 'failed'; readonly error: string }
  /** Its process is gone, and it said nothing. */
  | { readonly kind: 'died' }
  /** Its process is one of another machine, and cannot be looked for from here. */
  | { readonly kind: 'elsewhere'; readonly host: string };

/** What this machine says of a process. */
export interface Processes {
  readonly host: string;
  readonly isThere: (id: number) => boolean;
  /** The start of a process in clock ticks; undefined where the system does not tell. */
  readonly startOf: (id: number) => number | undefined;
}

/**
 * The state of a recording's training. A process of the same number that started at another time is another process.
 */
export function trainingState(
  { process: { id, host, start }, end }: Pick<RecordingRecord, 'process' | 'end'>,
  processes: Processes = thisMachine,
): TrainingState {
  if (end?.how === 'finished') return { kind: 'finished' };
  if (end) return { kind: 'failed', error: end.error };
  if (host !== processes.host) return { kind: 'elsewhere', host };
  if (!processes.isThere(id)) return { kind: 'died' };
  const since = start === undefined ? undefined : processes.startOf(id);
  return { kind: since === undefined || since === start ? 'running' : 'died' };
}

/** One sentence on the training, with the last epoch that it has recorded. */
export function saidOfTraining({ process: { id }, epochs }: RecordingRecord, state: TrainingState): Sentence {
  const { epoch, step } = epochs[epochs.length - 1];
  switch (state.kind) {
    case 'running':
      return sentence('The training runs (process {0}). Last recorded: epoch {1}, step {2}.', id, epoch, step);
    case 'finished':
      return sentence('The training has ended. Last recorded: epoch {0}, step {1}.', epoch, step);
    case 'failed':
      return sentence(
        'The training has stopped with an error: {0}. Last recorded: epoch {1}, step {2}.',
        state.error,
        epoch,
        step,
      );
    case 'died':
      return sentence(
        'The training has died: its process {0} is gone without having ended. Last recorded: epoch {1}, step {2}.',
        id,
        epoch,
        step,
      );
    case 'elsewhere':
      return sentence(
        'The training runs on {0}; whether it is still there cannot be seen from here. Last recorded: epoch {1}, ' +
          'step {2}.',
        state.host,
        epoch,
        step,
      );
  }
}

const thisMachine: Processes = {
  host: hostname(),
  isThere(id) {
    try {
      process.kill(id, 0);
      return !isZombie(id);
    } catch (error) {
      // A process of another user is there, though it may not be signalled.
      return error instanceof Error && 'code' in error && error.code === 'EPERM';
    }
  },
  startOf: (id) => {
    const text = statOf(id)?.[19];
    return text === undefined ? undefined : Number(text);
  },
};

/** A process that has ended, and whose parent has not looked yet, still has its number. */
const isZombie = (id: number): boolean => ['Z', 'X'].includes(statOf(id)?.[0] ?? '');

/** The fields of Linux's /proc/ID/stat from the third on; undefined where there is none. */
function statOf(id: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${id}/stat`, 'utf8');
    // The name, in parentheses, may hold spaces.
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
