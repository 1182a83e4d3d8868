import { CancelledError } from '../base/cancellation';
import { sentence } from '../base/sentence';
import { applyDelta, type ResultDelta } from '../result/delta';
import type { AnalysisResult } from '../result/result';
import { analysisWarning } from '../result/warnings';

/** A cancelled run, with what is kept of it. */
export class CancelledRun extends CancelledError {
  constructor(
    /** Sentences that follow "Cancelled." */
    readonly kept: string,
  ) {
    super();
  }
}

/** The document of a run under way, which outlives a run that is cancelled. */
export class SoFar {
  private result: AnalysisResult | undefined;

  started(result: AnalysisResult): void {
    this.result = result;
  }

  delta(delta: ResultDelta): void {
    if (this.result) applyDelta(this.result, delta);
  }

  /** The document with a warning that it is incomplete; undefined where it has no estimates yet. */
  cancelled(): AnalysisResult | undefined {
    const { result } = this;
    if (!result || [result, ...(result.networks ?? [])].every(({ estimates }) => estimates.length === 0))
      return undefined;
    const said = sentence(
      'This run was cancelled, so the result is incomplete: findings are missing, estimates may be missing, and ' +
        'intervals may be wider than at the end of a run.',
    );
    return { ...result, warnings: [analysisWarning('note', said), ...result.warnings] };
  }
}

/**
 * What is kept of a cancelled run, and how to go on.
 * @param place where the result so far is; 'none' where there are no estimates yet, absent where none was asked for
 */
export function keptOf(cache: boolean, place?: string): string {
  return [
    cache
      ? 'Finished stages are kept: the next run of this config uses them.'
      : 'No stage is kept, because of --no-cache.',
    ...(place === undefined
      ? []
      : [
          place === 'none'
            ? 'There are no estimates yet, so no result was written.'
            : `${place}, marked as incomplete.`,
        ]),
  ].join(' ');
}
