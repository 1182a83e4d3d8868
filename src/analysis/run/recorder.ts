import { applyDelta, type ResultDelta } from '../../result/delta';
import type { AnalysisListener } from '../../result/progress';
import type { AnalysisResult, StageRecord } from '../../result/result';

/** Appends to the result document and sends the same change to the listener, so that both always agree. */
export class Recorder {
  constructor(
    readonly result: AnalysisResult,
    private readonly listener: AnalysisListener,
  ) {
    listener.started(structuredClone(result));
  }

  append(delta: ResultDelta): void {
    if (Object.values(delta).every((items: unknown) => Array.isArray(items) && items.length === 0)) return;
    applyDelta(this.result, delta);
    this.listener.delta(delta);
  }

  /** Runs a stage and records how long it took and whether its output came from the cache. */
  async stage<T>(
    name: StageRecord['name'],
    work: () => Promise<{ output: T; reused: boolean; parts?: StageRecord['parts'] }>,
  ): Promise<T> {
    const start = performance.now();
    const { output, reused, parts } = await work();
    this.append({ stages: [{ name, seconds: (performance.now() - start) / 1000, reused, ...(parts && { parts }) }] });
    return output;
  }
}
