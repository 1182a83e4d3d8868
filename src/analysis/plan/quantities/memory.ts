import { Random } from '../../../base/random';
import type { LagOrigin } from '../../../data/realSteps';
import type { LayerActivations } from '../../../models/activations';
import { shuffledPairings } from '../../measures/memory/shuffledNull';
import { circularShift } from '../circularShift';
import { withSymbols } from '../histories';
import type { PlanBuilder } from '../planBuilder';
import type { Side } from '../side';
import { memoryPositions } from '../times';
import { stepVariable } from '../variables';

/**
 * I(X_{t-s};H_t) of the last step, or, of what is read backward, I(X_{1+s};H_T) of its final state, which has read X_1
 * last. Of what is read both ways either is estimated, where the lengths of sequences differ; otherwise the second is
 * the first in the other order.
 */
export function memory(plan: PlanBuilder, layer: LayerActivations): void {
  if (!plan.wants('memory')) return;
  for (const from of plan.lagOrigins(layer)) {
    for (const time of plan.times) {
      const rows = plan.rowSets.at(time);
      if (rows.length === 0) continue;
      const state = plan.state(layer, plan.last, rows);
      plan.add(plan.variable(symbol(plan, time, rows, from)), state, {
        quantity: 'memory',
        source: 'X',
        target: layer.layer,
        time: plan.last,
        lag: plan.last - time,
        ...(from && { from }),
        ...plan.nature(layer),
      });
    }
  }
}

/** Memory at steps before the last, which has its own estimates. */
export function memoryOverPositions(plan: PlanBuilder, layer: LayerActivations): void {
  if (layer.length < 2 || !plan.wants('memory')) return;
  const positions = memoryPositions(plan.last);
  for (const time of positions) {
    if (time === plan.last) continue;
    for (const shown of positions) {
      if (shown > time) break;
      const rows = plan.rowSets.at(shown);
      if (rows.length === 0) continue;
      const state = plan.state(layer, time, rows);
      plan.add(plan.variable(symbol(plan, shown, rows)), state, {
        quantity: 'memory',
        source: 'X',
        target: layer.layer,
        time,
        lag: time - shown,
        ...plan.nature(layer),
      });
    }
  }
}

/** Baseline: inputs of other sequences, spread over the lags, about which the state holds no information. */
export function memoryNull(plan: PlanBuilder, layer: LayerActivations): void {
  if (plan.last < 2 || !plan.wants('memory')) return;
  const [from] = plan.lagOrigins(layer);
  const times = plan.times.filter((time) => plan.rowSets.at(time).length > 0);
  for (let shuffle = 0; shuffle < shuffledPairings; shuffle++) {
    const time = times[Math.floor((shuffle * times.length) / shuffledPairings)];
    const rows = plan.rowSets.at(time);
    const state = plan.state(layer, plan.last, rows);
    const input = plan.variable({
      key: `X@${time}, shuffled ${shuffle}${fromWhere(from)}`,
      rows,
      make: (some) => stepVariable('X_t', plan.set.inputs, time, shuffled(plan, shuffle, some), from),
      further: (variable) => withSymbols(variable, undefined, time),
    });
    plan.add(
      input,
      state,
      {
        quantity: 'memoryNull',
        source: 'X',
        target: layer.layer,
        time: plan.last,
        lag: plan.last - time,
        ...(from && { from }),
        ...plan.nature(layer),
      },
      { shuffles: 0 },
    );
  }
}

/** X_t as a variable that a state may remember. */
const symbol = (plan: PlanBuilder, time: number, rows: Int32Array, from?: LagOrigin): Side => ({
  key: `X@${time}:${plan.rowSets.key(rows)}${fromWhere(from)}`,
  rows,
  make: (some) => stepVariable('X_t', plan.set.inputs, time, some, from),
  // Further sequences are all of one length, and their lags are counted from the end.
  further: (variable) => withSymbols(variable, from ? undefined : plan.histories?.set.inputs, time),
});

const fromWhere = (from: LagOrigin): string => (from ? ', from the start' : '');

/**
 * The rows moved around a circle by a distance of their own. Of independent sequences that is as good as any order;
 * rows that follow each other in time (windows of one recording) keep what they share with their neighbours, which a
 * free order would break, so that the baseline would be too low (Theiler et al. 1992).
 */
const shuffled = (plan: PlanBuilder, shuffle: number, rows: Int32Array): Int32Array =>
  circularShift(rows, shuffle, shuffledPairings, new Random(plan.config.seed).fork('memory null'));
