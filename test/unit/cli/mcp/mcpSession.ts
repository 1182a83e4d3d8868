import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import * as z from 'zod';
import { root } from '../command';

const messageShape = z.looseObject({
  jsonrpc: z.literal('2.0'),
  id: z.union([z.number(), z.string(), z.null()]).optional(),
  method: z.string().optional(),
  result: z.looseObject({}).optional(),
  error: z.looseObject({ code: z.number(), message: z.string() }).optional(),
});

export type Message = z.output<typeof messageShape>;

/** A session with the built server, message by message: every line of stdout must be one. */
export interface McpSession {
  readonly send: (line: string | object) => void;
  /** The first message, past or to come, that matches. */
  readonly until: (matches: (message: Message) => boolean) => Promise<Message>;
  readonly received: readonly Message[];
  /** Closes stdin, and gives the exit status. */
  readonly end: () => Promise<number | null>;
}

export function startMcp(folder: string, env: NodeJS.ProcessEnv): McpSession {
  const child = spawn(
    process.execPath,
    [join(root, 'dist', 'cli.js'), 'mcp', '--folder', folder, '--backend', 'wasm'],
    { env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const received: Message[] = [];
  const listeners = new Set<() => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    received.push(messageShape.parse(JSON.parse(line)));
    for (const listener of listeners) listener();
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return {
    received,
    send: (line) => void child.stdin.write(`${typeof line === 'string' ? line : JSON.stringify(line)}\n`),
    until: (matches) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = received.find(matches);
          if (!found) return;
          listeners.delete(look);
          resolve(found);
        };
        listeners.add(look);
        look();
        void ended.then(() => reject(new Error('The server ended before it sent the message.')));
      }),
    end: () => {
      child.stdin.end();
      return ended;
    },
  };
}
