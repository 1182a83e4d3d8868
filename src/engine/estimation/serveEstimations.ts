import type { MessagePort } from 'node:worker_threads';
import { UserError } from '../../base/userError';
import type { RunEndingsJob } from '../../information/estimators/known/beginnings/endingsJob';
import type { RunEstimationJob } from '../../information/job/job';
import type { FromEstimationWorker, ToEstimationWorker } from './estimationMessages';

/**
 * The worker thread's side of the pool: runs the jobs that it receives, and stops a cancelled job at its next pause.
 */
export function serveEstimations(port: MessagePort, runJob: RunEstimationJob, sumEndings: RunEndingsJob): void {
  const running = new Map<number, AbortController>();
  const reply = (message: FromEstimationWorker) => port.postMessage(message);
  port.on('message', (message: ToEstimationWorker) => {
    if (message.type === 'cancel') {
      running.get(message.id)?.abort();
      return;
    }
    const { id } = message;
    const controller = new AbortController();
    running.set(id, controller);
    const { signal } = controller;
    const work =
      message.type === 'run'
        ? runJob(message.job, signal).then((outcomes) => reply({ type: 'done', id, outcomes }))
        : sumEndings(message.job, signal).then((sums) => reply({ type: 'summed', id, sums }));
    work
      .catch((error: unknown) => {
        const { name, message: text, stack } = error instanceof Error ? error : new Error(String(error));
        const said = error instanceof UserError ? { sentence: error.sentence } : {};
        reply({
          type: 'failed',
          id,
          error: { name, message: text, ...said, ...(stack === undefined ? {} : { stack }) },
        });
      })
      .finally(() => running.delete(id));
  });
}
