import { Worker } from 'node:worker_threads';

/**
 * Ends this process when its parent is gone, even while a long computation blocks the main thread, which then misses
 * 'disconnect'. A separate thread checks once per second. It starts with the first turns of the event loop.
 */
export function guardAgainstOrphaning(): void {
  const worker = new Worker(
    `const parent = process.ppid;
     setInterval(() => { if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL'); }, 1000);`,
    { eval: true, stdout: false, stderr: false },
  );
  worker.unref();
}
