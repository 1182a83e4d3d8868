import { headTargets } from '../../../data/headTargets';
import type { LagOrigin } from '../../../data/realSteps';
import type { LayerActivations } from '../../../models/activations';
import { withSymbols } from '../histories';
import type { PlanBuilder } from '../planBuilder';
import { rowsWithTarget } from '../times';
import { stepVariable } from '../variables';

/**
 * A layer's information about a head's target at the same step. A code of the whole sequence does not belong to any
 * one step of its input.
 */
export function outputInformation(plan: PlanBuilder, layer: LayerActivations, target: string): void {
  const targets = plan.wants('outputInformation') ? plan.targetsOf(target) : undefined;
  if (!targets || (layer.length < targets.length && target !== 'Y')) return;
  for (const time of plan.targetTimes(layer, targets.at)) {
    const rows = rowsWithTarget(targets, time, plan.rowSets.at(time));
    if (rows.length < 2) continue;
    const state = plan.state(layer, time, rows, targets.at === 'end' ? 'own order' : 'step');
    const step = targets.at === 'end' ? 1 : time;
    const predicted = plan.variable({
      key: `${target}@${step}:${plan.rowSets.key(rows)}`,
      rows,
      make: (some) => stepVariable(target === 'X' ? 'X_t' : target, targets, step, some),
      further: (variable) => withSymbols(variable, plan.histories && headTargets(plan.histories.set, target), step),
    });
    plan.add(state, predicted, {
      quantity: 'outputInformation',
      source: layer.layer,
      target,
      time,
      ...plan.nature(layer),
    });
  }
}

/**
 * I(X_{t-s};Y_t): the target's information about single inputs at the last step, the same for every network.
 * @param origins where lags are counted from
 */
export function lagRelevance(plan: PlanBuilder, origins: readonly LagOrigin[]): void {
  const { inputs, targets } = plan.set;
  if (!targets || !plan.wants('memory') || !plan.wants('outputInformation')) return;
  const step = targets.at === 'end' ? 1 : plan.last;
  for (const [from, time] of origins.flatMap((from) => plan.times.map((at) => [from, at] as const))) {
    const rows = rowsWithTarget(targets, plan.last, plan.rowSets.at(time));
    if (rows.length < 2) continue;
    const key = plan.rowSets.key(rows);
    const target = plan.variable({
      key: `Y@${step}:${key}`,
      rows,
      make: (some) => stepVariable('Y', targets, step, some),
    });
    const input = plan.variable({
      key: `X@${time}:${key} of a target${from ? ', from the start' : ''}`,
      rows,
      make: (some) => stepVariable('X_t', inputs, time, some, from),
    });
    plan.add(input, target, {
      quantity: 'lagRelevance',
      source: 'X',
      target: 'Y',
      time: plan.last,
      lag: plan.last - time,
      ...(from && { from }),
    });
  }
}
