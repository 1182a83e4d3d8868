import { layerNamed } from '../../../config/layers/wholeState';
import { isGenerated } from '../../../config/schema/data';
import { headTargets } from '../../../data/headTargets';
import type { Wanted } from '../../../information/estimators/known/freshMixture';
import { closeEnough } from '../../../information/estimators/known/fromRatios';
import { maximumEntropyBound } from '../../../information/estimators/known/knownConditional';
import { canSum, noisyRows } from '../../../information/estimators/known/noisyRows';
import type { Variable } from '../../../information/types/variable';
import type { LayerActivations } from '../../../models/activations';
import { isMain } from '../../../result/subject';
import { noiseStream, stateVariable, stepVariable } from '../../plan/variables';
import type { NatsEstimate } from '../natsEstimate';
import type { Labelling, SharpenedSnapshot, SharpenedState, Sharpening } from './sharpening';

/** I(X;H) of every layer at the last step. */
export const inputsOf = (snapshot: SharpenedSnapshot): Sharpening =>
  collect(snapshot, (estimate) => estimate.quantity === 'inputInformation');

/** All other numbers of the last step whose bounds do not meet. */
export const pairsOf = (snapshot: SharpenedSnapshot): Sharpening =>
  collect(
    snapshot,
    ({ quantity, low, high, histories }) =>
      quantity !== 'inputInformation' &&
      quantity !== 'memoryNull' &&
      high - low > closeEnough &&
      histories !== undefined,
  );

function collect(snapshot: SharpenedSnapshot, chosen: (estimate: NatsEstimate) => boolean): Sharpening {
  const { set } = snapshot;
  const last = set.inputs.length;
  const states: SharpenedState[] = [];
  const labellings: Labelling[] = [];
  const estimates: NatsEstimate[] = [];
  const wanted: Wanted[] = [];
  const stateOf = (name: string, time: number): number | undefined => {
    const at = states.findIndex(({ layer, time: other }) => layer === name && other === time);
    if (at >= 0) return at;
    // Recorded states that are no layer's own have none on other sequences.
    const isHere = snapshot.config.model.layers.some((one) => one.name === layerNamed(name));
    const layer = isHere ? snapshot.states.find((one) => one.layer === name) : undefined;
    const rows = layer && noisyRows(noisyState(snapshot, layer, time));
    return rows && canSum(rows) ? states.push({ layer: name, time, rows }) - 1 : undefined;
  };
  const labellingOf = (target: string, step: number): number => {
    const at = labellings.findIndex((one) => one.target === target && one.step === step);
    return at >= 0 ? at : labellings.push({ target, step }) - 1;
  };
  const add = (estimate: NatsEstimate, want: Wanted | undefined): void => {
    if (!want) return;
    estimates.push(estimate);
    wanted.push(want);
  };
  for (const estimate of snapshot.estimates) {
    if (estimate.time !== last || estimate.estimator !== 'knownConditional') continue;
    if (!isMain(estimate) || !chosen(estimate)) continue;
    const { quantity, source, target, lag, from } = estimate;
    if (quantity === 'inputInformation') {
      const state = stateOf(target, last);
      if (state === undefined) continue;
      const layer = snapshot.states.find((one) => one.layer === target);
      const cap = layer && maximumEntropyBound(noisyState(snapshot, layer, last));
      add(estimate, { kind: 'input', state, ...(cap !== undefined && { cap }) });
    } else if (quantity === 'historyInformation' || quantity === 'layerInformation') {
      const a = stateOf(source, quantity === 'historyInformation' ? last - 1 : last);
      const b = stateOf(target, last);
      add(estimate, a === undefined || b === undefined ? undefined : { kind: 'pair', a, b });
    } else if (quantity === 'memory' || quantity === 'outputInformation') {
      const isMemory = quantity === 'memory';
      // A law that is named for inputs from files says nothing of their targets.
      // Further sequences are all of one length, and their lags are counted from the end.
      if (from !== undefined || (!isMemory && !isGenerated(snapshot.config.data))) continue;
      const state = stateOf(isMemory ? target : source, last);
      const targets = isMemory ? set.inputs : headTargets(set, target);
      if (state === undefined || !targets?.symbols) continue;
      const step = isMemory ? last - (lag ?? 0) : Math.min(last, targets.length);
      const every = Int32Array.from({ length: states[state].rows.count }, (_, i) => i);
      const symbols = stepVariable('Y', targets, step, every).values;
      if (symbols.some((symbol) => symbol < 0)) continue;
      add(estimate, { kind: 'classes', state, labelling: labellingOf(isMemory ? 'X' : target, step), symbols });
    }
  }
  return { estimates, wanted, states, labellings };
}

/** The state with the noise that the ordinary estimates saw. */
function noisyState({ config, set }: SharpenedSnapshot, layer: LayerActivations, time: number): Variable {
  const { samples, noise } = config.analysis;
  const rows = Int32Array.from({ length: Math.min(samples, set.inputs.samples) }, (_, i) => i);
  const random = noiseStream(config.seed, layer.layer, time);
  return stateVariable(layer, time, rows, { variance: noise.variance, aboveInput: true, random });
}
