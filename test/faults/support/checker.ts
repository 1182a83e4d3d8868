import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import * as z from 'zod';

export interface Asked {
  readonly configPath: string;
  readonly configText: string;
}

const answerSchema = z.object({
  /** What a person reads. */
  messages: z.array(z.string()),
  /** The stack of an error that is no mistake of the input. */
  thrown: z.string().optional(),
  /** Processor time, s. */
  seconds: z.number(),
  /** The largest memory of the process so far, MB. */
  megabytes: z.number(),
});
export type Answer = z.output<typeof answerSchema>;

export interface CheckerLimits {
  /** Processor time of one check, s. */
  readonly seconds: number;
  /** Memory of the process, MB. */
  readonly megabytes: number;
}

/** Beyond this the process is taken to hang, s of the clock; generous, since other work may have the cores. */
const hangAfter = 90;
const program = join(import.meta.dirname, '..', '..', '..', 'dist', 'faultCheck.js');

/** Checks configs in a process of its own, and names what went wrong with it. */
export class Checker {
  private child: ChildProcess | undefined;
  slowest = 0;
  largest = 0;

  constructor(private readonly limits: CheckerLimits) {}

  /**
   * The messages for a config.
   * @throws Error where the check throws anything but an InputError, ends its process, hangs, takes more than the
   *   limits, or says what no person should read
   */
  async messages(asked: Asked): Promise<readonly string[]> {
    const { messages, thrown, seconds, megabytes } = await this.answer(asked);
    this.slowest = Math.max(this.slowest, seconds);
    this.largest = Math.max(this.largest, megabytes);
    if (thrown !== undefined) throw new Error(`The check throws: ${thrown}`);
    if (seconds > this.limits.seconds) throw new Error(`The check takes ${seconds.toFixed(1)} s.`);
    if (megabytes > this.limits.megabytes) {
      this.end();
      throw new Error(`The check takes ${megabytes.toFixed(0)} MB.`);
    }
    for (const message of messages) {
      const bad = unreadable(message, asked.configText);
      if (bad !== undefined) throw new Error(`${bad}: ${JSON.stringify(message.slice(0, 500))}`);
    }
    return messages;
  }

  end(): void {
    this.child?.removeAllListeners();
    this.child?.kill('SIGKILL');
    this.child = undefined;
  }

  private answer(asked: Asked): Promise<Answer> {
    const child = (this.child ??= fork(program, [], {
      execArgv: ['--max-old-space-size=1500'],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    }));
    return new Promise((resolve, reject) => {
      let stderr = '';
      const hear = (text: Buffer): void => {
        stderr = `${stderr}${text.toString()}`.slice(-4000);
      };
      const settle = (end: () => void): void => {
        clearTimeout(timer);
        child.off('message', receive).off('exit', exited);
        child.stderr?.off('data', hear);
        end();
      };
      const receive = (answer: unknown): void => settle(() => resolve(answerSchema.parse(answer)));
      const exited = (code: number | null, signal: string | null): void =>
        settle(() => {
          this.child = undefined;
          reject(new Error(`The process of the check ended (${code ?? signal}): ${stderr}`));
        });
      const timer = setTimeout(
        () =>
          settle(() => {
            this.end();
            reject(new Error(`The check hangs: no answer within ${hangAfter} s.`));
          }),
        hangAfter * 1000,
      );
      child.on('message', receive).on('exit', exited);
      child.stderr?.on('data', hear);
      child.send(asked);
    });
  }
}

const unseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;
const raw = /\bat .*\.[jt]s:\d|\[object |ZodError|RangeError|TypeError|\{\d\}/;

/** Why a message is not one for a person; absent where it is. */
function unreadable(message: string, configText: string): string | undefined {
  if (message.trim() === '') return 'A message is empty';
  if (message.length > 8000) return 'A message is too long';
  if (unseen.test(message)) return 'A message has characters that act on a terminal';
  if (raw.test(message)) return 'A message is that of a library';
  if (message.includes('undefined') && !configText.includes('undefined')) return 'A message shows no value';
  return undefined;
}
