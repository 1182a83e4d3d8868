import { Breather } from '../../../numerics/breather';
import { withLikelihoodKernel } from '../../../numerics/kernels/likelihoodKernel';
import type { Recurrence } from '../../../../base/stepped/recurrence';
import { type EndingsPart, type EndingSums, sumEndings } from './endingSums';
import { kernelSteps } from './kernelSteps';

/** A part of the endings with the network that reads them: plain data, for another thread. */
export interface EndingsJob {
  readonly recurrence: Recurrence;
  readonly part: EndingsPart;
}

/** Rejects with CancelledError when the signal is aborted. */
export type RunEndingsJob = (job: EndingsJob, signal?: AbortSignal) => Promise<EndingSums>;

export const runEndingsJob: RunEndingsJob = async ({ recurrence, part }, signal) =>
  withLikelihoodKernel((kernel) =>
    sumEndings(kernelSteps(recurrence, kernel, part.beginnings), part, kernel, new Breather(signal)),
  );
