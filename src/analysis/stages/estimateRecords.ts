import type { AnalysisConfig } from '../../config/schema/config';
import type { PairOutcome } from '../../information/job';
import type { PlannedEstimate } from '../plan/planSnapshot';
import type { Estimate, Unit } from '../result';
import { natsIn } from '../units';
import type { TruthLine } from '../truth/linearNetwork';

/** An estimate before its unit is chosen: value, low and high in nats. */
export type NatsEstimate = Omit<Estimate, 'unit'>;

export const inUnit = (estimate: NatsEstimate, unit: Unit): Estimate => ({
  ...estimate, value: natsIn(unit, estimate.value), low: natsIn(unit, estimate.low), high: natsIn(unit, estimate.high), unit,
});

/** Joins what was planned with what came out; where a linear network's information is known exactly and wanted, that is the number. */
export function assemble(
  epoch: number, planned: readonly PlannedEstimate[], outcomes: readonly PairOutcome[], truth: readonly TruthLine[], config: AnalysisConfig,
): { estimates: NatsEstimate[]; failures: string[] } {
  const exactWanted = config.analysis.estimator === 'auto' || config.analysis.estimator === 'gaussian';
  const exact = new Map(exactWanted ? truth.map((line) => [lineKey(line), line]) : []);
  const estimates: NatsEstimate[] = [];
  const failures: string[] = [];
  planned.forEach((plan, i) => {
    const outcome = outcomes[i];
    const known = exact.get(lineKey(plan));
    if (known) {
      estimates.push({
        ...plan, epoch, value: known.nats, low: known.nats, high: known.nats, estimator: 'gaussian', bound: 'none',
        samples: 'error' in outcome ? config.analysis.samples : outcome.samples, reason: 'a linear network on Gaussian input: exact, from its weights',
      });
    } else if ('error' in outcome) {
      failures.push(`${describe(plan)}: ${outcome.error}`);
    } else {
      const { nats, warnings, ...rest } = outcome;
      estimates.push({ ...plan, epoch, value: nats, ...rest, ...(warnings.length > 0 && { warnings: [...warnings] }) });
    }
  });
  return { estimates, failures };
}

const lineKey = ({ quantity, source, target, time, lag }: Pick<TruthLine, 'quantity' | 'source' | 'target' | 'time' | 'lag'>): string =>
  [quantity, source, target, time ?? '', lag ?? ''].join('|');

function describe({ quantity, source, target }: PlannedEstimate): string {
  return `${quantity} I(${source};${target})`;
}
