import { Worker } from 'node:worker_threads';

/**
 * Ends this process when its parent is gone, even while the main thread is stuck in a long computation and hears no
 * 'disconnect'. A thread of its own looks once a second
 * (it starts with the event loop's first turns).
 */
export function guardAgainstOrphaning(): void {
  const worker = new Worker(
    `const parent = process.ppid;
     setInterval(() => { if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL'); }, 1000);`,
    { eval: true, stdout: false, stderr: false },
  );
  worker.unref();
}
