import { layerOfState } from '../../config/layers/wholeState';
import { Random } from '../../base/random';
import { defaultBins } from '../../information/estimators/binning/cells';
import type { EstimationJob, PairOutcome, RunEstimationJob } from '../../information/job/job';
import { partOf } from '../../information/onParts';
import type { InformationEstimate } from '../../information/types/estimate';
import type { BiasPoint } from '../../result/bias';
import { natsIn } from '../../result/units';
import type { Unit } from '../../result/result';
import type { PlannedEstimate } from '../plan/plannedEstimate';

/** A point of an estimate over the number of sequences, in nats. */
export type NatsBiasPoint = Omit<BiasPoint, 'unit'>;

/** The estimate of a plan that is made again on parts, and what it was on all sequences. */
export interface AskedOnParts {
  readonly planned: PlannedEstimate;
  readonly whole: PairOutcome;
}

/** Whether an estimate is one of those that are made on parts: those of the information plane, of outputs. */
export const isOnParts = ({ quantity, source, target, time, set }: PlannedEstimate, last: number): boolean =>
  (quantity === 'inputInformation' || quantity === 'outputInformation') &&
  time === last &&
  set === undefined &&
  ![source, target].some((name) => layerOfState(name) !== undefined);

/**
 * The same estimates on disjoint quarters, on halves and on all of the rows, which are drawn at random once for all. A
 * part is one job of all pairs, so that they share what is prepared of a variable. Parts together are all rows, so that
 * the chance of which rows are drawn mostly cancels in the difference of two points, and their bias is left. The
 * estimator stays the same: bins are those of all rows, and a pair for which `auto` takes another one on a part has no
 * point there. Pairs of which rows were left out, and those that failed, have none at all.
 * @param asked one for each pair of the job
 * @throws CancelledError
 */
export async function onPartsOfRows(
  job: EstimationJob,
  asked: readonly AskedOnParts[],
  epoch: number,
  runJob: RunEstimationJob,
  signal: AbortSignal,
): Promise<NatsBiasPoint[]> {
  const seed = new Random(job.options.seed).fork('parts');
  const largest = job.variables.reduce((most, { samples }) => Math.max(most, samples), 0);
  const orders = new Map(
    [...new Set(job.variables.map(({ samples }) => samples))].map((samples) => [
      samples,
      Int32Array.from(seed.fork(String(samples)).permutation(samples)),
    ]),
  );
  const options = { ...job.options, bins: job.options.bins ?? defaultBins(largest) };
  // What was estimated of all rows stands, where neither histories nor the bins of more rows entered.
  const stands = job.variables.every(({ histories, samples }) => histories === undefined && samples === largest);
  const found: NatsBiasPoint[] = [];
  for (const parts of [4, 2, 1]) {
    const outcomes: PairOutcome[][] = [];
    if (parts === 1 && stands) outcomes.push(asked.map(({ whole }) => whole));
    else
      for (let part = 0; part < parts; part++) {
        const variables = job.variables.map((variable) => {
          const order = orders.get(variable.samples) ?? new Int32Array(0);
          const size = Math.floor(order.length / parts);
          // In the order of the data, so that what is looked at in time stays in time.
          return partOf(variable, order.slice(part * size, (part + 1) * size).sort());
        });
        outcomes.push(await runJob({ variables, pairs: job.pairs, options }, signal));
      }
    asked.forEach(({ planned, whole }, pair) => {
      const rows = job.variables[job.pairs[pair].x].samples;
      if (!isEstimate(whole) || whole.samples !== rows) return;
      const own = outcomes.map((each) => each[pair]).filter(isEstimate);
      if (own.length < parts || own.some(({ estimator }) => estimator !== whole.estimator)) return;
      const { quantity, source, target, time, beside } = planned;
      found.push({
        ...{ quantity, source, target, epoch, estimator: whole.estimator },
        ...(time !== undefined && { time }),
        ...(beside !== undefined && { beside }),
        samples: Math.floor(rows / parts),
        parts,
        value: own.reduce((sum, { nats }) => sum + nats, 0) / parts,
      });
    });
  }
  return found;
}

export const biasInUnit = (point: NatsBiasPoint, unit: Unit): BiasPoint => ({
  ...point,
  value: natsIn(unit, point.value),
  unit,
});

const isEstimate = (outcome: PairOutcome): outcome is InformationEstimate => !('error' in outcome);
