import type { LayerActivations } from '../../../models/activations';
import { type PlanBuilder, readsBackward } from '../planBuilder';
import type { Side } from '../side';
import { prefixVariable, stateVariable, wholeInput } from '../variables';

/** I(X_{1:t};H_t) of a layer at its analysed steps. */
export function inputInformation(plan: PlanBuilder, layer: LayerActivations): void {
  if (!plan.wants('inputInformation')) return;
  const isAuto = plan.config.analysis.estimator === 'auto';
  if (layer.transition && isAuto) {
    drawnInformation(plan, layer, layer.transition);
    return;
  }
  // Above a sampled state, and where sampled states feed the next ones, p(h|x) has no closed form, and a long block
  // of symbols differs in every sample: no estimator would be valid.
  const hasDensity = layer.conditional !== undefined || layer.density !== undefined;
  const feedsDraws =
    layer.transition !== undefined ||
    ((layer.recurrent || layer.stepNats !== undefined) && layer.stochastic && !hasDensity);
  const isAboveDraws = plan.isAboveDraws(layer);
  if ((isAboveDraws || feedsDraws) && plan.set.inputs.symbols && plan.last > 2) return;
  for (const time of plan.timesOf(layer)) {
    const rows = plan.rowSets.at(time);
    if (rows.length === 0) continue;
    const state = plan.state(layer, time, rows);
    const planned = { quantity: 'inputInformation', source: 'X', target: layer.layer, time } as const;
    if (layer.density && !isAboveDraws) {
      plan.add(state, state, { ...planned, of: { kind: 'integers', functionOfInput: true } }, { shuffles: 0 });
      continue;
    }
    // With a known p(h|x) the input itself is never used, whatever its dimension: the number of its
    // sequence stands for it.
    const isKnown = plan.outlineOf(state).conditional !== undefined && isAuto;
    const seesAll = plan.seesAll(layer) || readsBackward(layer);
    const input = isKnown ? standIn(plan, rows) : inputSoFar(plan, seesAll ? plan.last : time, rows);
    plan.add(plan.variable(input), state, { ...planned, ...plan.nature(layer) });
  }
}

/**
 * For a state that is sampled inside a recurrent layer p(h_t|h_{t-1},x_t) is known. The other samples' densities then
 * give an upper bound on I(X_{1:t},H_{1:t-1};H_t) (Poole et al. 2019, eq. 13), which is at least I(X_{1:t};H_t).
 */
function drawnInformation(
  plan: PlanBuilder,
  layer: LayerActivations,
  transition: NonNullable<LayerActivations['transition']>,
): void {
  const { rows } = plan;
  for (const time of plan.timesOf(layer)) {
    const input = plan.variable(standIn(plan, rows));
    const state = plan.variable({
      key: `drawn ${layer.layer}@${time}`,
      rows,
      state: { layer: layer.layer, time, reading: 'own order' },
      make: (some, at, take) => {
        const here = at(layer);
        const drawn = { ...here, conditional: here.transition ?? transition };
        return stateVariable(drawn, time, some, undefined, 'own order', take);
      },
    });
    plan.add(
      input,
      state,
      { quantity: 'inputInformation', source: 'X', target: layer.layer, time, of: { kind: 'drawn' } },
      { estimator: 'leaveOneOut' },
    );
  }
}

const standIn = (plan: PlanBuilder, rows: Int32Array): Side => ({
  key: `X:${plan.rowSets.key(rows)}`,
  rows,
  make: (some) => wholeInput('X', plan.set.inputs, some),
});

const inputSoFar = (plan: PlanBuilder, time: number, rows: Int32Array): Side => ({
  key: `X1:${time}:${plan.rowSets.key(rows)}`,
  rows,
  make: (some) => prefixVariable('X', plan.set.inputs, time, some),
});
