import { spawn, type ChildProcess } from 'node:child_process';
import { CancelledError } from '../base/cancellation';

export interface ProgramOutcome {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program to its end and keeps the last 20 000 characters of its output. Cancelling ends it and all processes
 * that it started.
 *
 * @returns undefined if there is no such program
 * @throws CancelledError
 */
export async function runProgram(
  command: string,
  args: readonly string[],
  options: { signal?: AbortSignal; environment?: NodeJS.ProcessEnv; folder?: string } = {},
): Promise<ProgramOutcome | undefined> {
  return await new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.folder,
      env: { ...process.env, ...options.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      detached: process.platform !== 'win32',
    });
    const cancel = (): void => {
      endTree(child);
      reject(new CancelledError());
    };
    if (options.signal?.aborted) cancel();
    options.signal?.addEventListener('abort', cancel, { once: true });
    child.on('close', () => options.signal?.removeEventListener('abort', cancel));
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout = (stdout + text).slice(-20_000);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-20_000);
    });
    child.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'EACCES') resolve(undefined);
      else reject(error);
    });
    child.on('close', (exitCode) => {
      resolve({ exitCode, stdout, stderr });
    });
  });
}

/** The program has a process group of its own, so that its compilers and helpers end with it. */
function endTree(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill();
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The process has already ended.
  }
}
