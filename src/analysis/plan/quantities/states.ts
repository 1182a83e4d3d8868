import type { LayerActivations } from '../../../models/activations';
import { futureSteps, futureVariable, withFuture } from '../future';
import type { PlanBuilder } from '../planBuilder';

/** I(H_{t-1};H_t). */
export function historyInformation(plan: PlanBuilder, layer: LayerActivations): void {
  if (layer.length < 2 || !plan.wants('historyInformation')) return;
  for (const time of plan.times) {
    const rows = time < 2 ? undefined : plan.rowSets.at(time - 1);
    if (!rows || rows.length === 0) continue;
    plan.add(plan.stateBesideState(layer, time - 1, rows), plan.stateBesideState(layer, time, rows), {
      quantity: 'historyInformation',
      source: layer.layer,
      target: layer.layer,
      time,
      ...plan.nature(layer),
    });
  }
}

/** I(H_t;X_{t+1:t+k}): a state's information about the next k steps. */
export function predictiveInformation(plan: PlanBuilder, layer: LayerActivations): void {
  const { inputs } = plan.set;
  const ahead = futureSteps(inputs, plan.rows.length);
  if (layer.length < 2 || ahead === 0 || !plan.wants('predictiveInformation')) return;
  for (const time of plan.times) {
    if (time + ahead > plan.last) break;
    const rows = plan.rowSets.at(time);
    if (rows.length === 0) continue;
    const future = plan.variable({
      key: `X@${time + 1} to ${time + ahead}:${plan.rowSets.key(rows)}`,
      rows,
      make: (some) => futureVariable(inputs, time, ahead, some),
      further: (variable) => withFuture(variable, plan.histories?.set.inputs, time, ahead),
    });
    plan.add(plan.state(layer, time, rows), future, {
      quantity: 'predictiveInformation',
      source: layer.layer,
      target: 'X',
      time,
      ahead,
      ...plan.nature(layer),
    });
  }
}

/** I(H^a;H^b) at the last step. */
export function layerInformation(plan: PlanBuilder, layer: LayerActivations, later: LayerActivations): void {
  if (!plan.wants('layerInformation')) return;
  const { last, rows } = plan;
  plan.add(plan.stateBesideState(layer, last, rows), plan.stateBesideState(later, last, rows), {
    quantity: 'layerInformation',
    source: layer.layer,
    target: later.layer,
    time: last,
    ...plan.nature(layer),
  });
}
