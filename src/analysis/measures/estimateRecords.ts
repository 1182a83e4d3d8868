import type { Sentence } from '../../base/sentence';
import { layerOfState } from '../../config/layers/wholeState';
import { analysisReason } from '../../result/reasons';
import { type NatsEstimate } from './natsEstimate';
import type { AnalysisConfig } from '../../config/schema/config';
import type { PairOutcome } from '../../information/job/job';
import { isMain } from '../../result/subject';
import type { PlannedEstimate } from '../plan/plannedEstimate';
import type { SnapshotPlan } from '../plan/snapshotPlan';
import type { Estimate, Unit } from '../../result/result';
import { natsIn } from '../../result/units';
import type { TruthLine } from '../truth/linearNetwork';

/** A planned estimate that failed. */
export interface Failure extends Pick<PlannedEstimate, 'quantity' | 'source' | 'target' | 'set'> {
  readonly cause: Sentence;
}

export const inUnit = (estimate: NatsEstimate, unit: Unit): Estimate => ({
  ...withVariable(estimate),
  value: natsIn(unit, estimate.value),
  low: natsIn(unit, estimate.low),
  high: Number.isFinite(estimate.high) ? natsIn(unit, estimate.high) : null,
  unit,
});

/** A whole state under its layer's name. */
function withVariable<Of extends Pick<NatsEstimate, 'source' | 'target'>>(estimate: Of): Of & { variable?: 'state' } {
  const [source, target] = [layerOfState(estimate.source), layerOfState(estimate.target)];
  if (source === undefined && target === undefined) return estimate;
  return { ...estimate, source: source ?? estimate.source, target: target ?? estimate.target, variable: 'state' };
}

/** The exact values, by their places in a plan: a linear network's numbers need no estimator. */
export function knownLines(
  plan: Pick<SnapshotPlan, 'planned'>,
  truth: readonly TruthLine[],
  config: AnalysisConfig,
): ReadonlyMap<number, TruthLine> {
  const wanted = config.analysis.estimator === 'auto' || config.analysis.estimator === 'gaussian';
  const lines = new Map(wanted ? truth.map((line) => [lineKey(line), line]) : []);
  const known = new Map<number, TruthLine>();
  plan.planned.forEach((planned, i) => {
    // The exact value replaces neither additional estimators nor estimates on other sequences.
    const line = isMain(planned) ? lines.get(lineKey(planned)) : undefined;
    if (line) known.set(i, line);
  });
  return known;
}

/** Joins planned, exact and estimated values, in the order of the plan. */
export function assemble(
  epoch: number,
  planned: readonly PlannedEstimate[],
  known: ReadonlyMap<number, TruthLine>,
  outcomes: readonly PairOutcome[],
  samples: number,
): { estimates: NatsEstimate[]; failures: Failure[] } {
  const estimates: NatsEstimate[] = [];
  const failures: Failure[] = [];
  const rest = outcomes.values();
  planned.forEach((plan, i) => {
    const line = known.get(i);
    if (line) {
      const { nats } = line;
      estimates.push({
        ...plan,
        epoch,
        value: nats,
        low: nats,
        high: nats,
        estimator: 'gaussian',
        bound: 'none',
        samples,
        reason: [analysisReason('linearNetwork')],
      });
      return;
    }
    const outcome = rest.next().value;
    if (!outcome) throw new Error('There are fewer outcomes than pairs.');
    if ('error' in outcome) {
      const { quantity, source, target, set } = plan;
      failures.push({ quantity, source, target, ...(set && { set }), cause: outcome.error });
    } else {
      const { nats, warnings, ...more } = outcome;
      // What a drawn state shares with the input and the state before bounds I(X;H) from above, and not from below.
      const bound = plan.of?.kind === 'drawn' ? { low: 0 } : {};
      estimates.push({ ...plan, epoch, value: nats, ...more, ...bound, ...(warnings.length > 0 && { warnings }) });
    }
  });
  return { estimates, failures };
}

const lineKey = ({
  quantity,
  source,
  target,
  time,
  lag,
}: Pick<TruthLine, 'quantity' | 'source' | 'target' | 'time' | 'lag'>): string =>
  [quantity, source, target, time ?? '', lag ?? ''].join('|');
