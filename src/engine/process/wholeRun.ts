import { CancelledError, throwIfCancelled } from '../../base/cancellation';
import { applyDelta } from '../../result/delta';
import type { Progress } from '../../result/progress';
import type { AnalysisResult } from '../../result/result';
import type { AnalyzeRequest, EngineFailure } from './protocol';
import type { EngineSupervisor } from './supervisor';

/** A run that failed; the message is English, with the place in the config. */
export class FailedRun extends Error {
  override readonly name = 'FailedRun';

  constructor(readonly failure: EngineFailure) {
    const { message, position } = failure;
    super(position ? `line ${position.line}, column ${position.column}: ${message}` : message);
  }
}

/**
 * Runs an analysis in the engine's process and collects its whole document. An earlier run of the supervisor is
 * cancelled: callers take turns.
 * @throws FailedRun, CancelledError
 */
export async function wholeRun(
  supervisor: Pick<EngineSupervisor, 'analyze' | 'cancel'>,
  request: AnalyzeRequest,
  call: { readonly signal: AbortSignal; readonly progress: (progress: Progress) => void },
): Promise<AnalysisResult> {
  throwIfCancelled(call.signal);
  let result: AnalysisResult | undefined;
  const stop = (): void => supervisor.cancel();
  call.signal.addEventListener('abort', stop, { once: true });
  try {
    const outcome = await supervisor.analyze(request, {
      started: (document) => {
        result = document;
      },
      progress: call.progress,
      delta: (delta) => {
        if (result) applyDelta(result, delta);
      },
    });
    if (outcome.type === 'failed') throw new FailedRun(outcome.failure);
    if (outcome.type === 'cancelled' || !result) throw new CancelledError();
    return result;
  } finally {
    call.signal.removeEventListener('abort', stop);
  }
}
