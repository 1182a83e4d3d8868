import { layerNamed, layerOfState } from '../../config/layers/wholeState';
import { seesAhead } from '../../config/layers/layerTraits';
import { predictedTargets } from '../../config/layers/heads';
import type { AnalysisConfig } from '../../config/schema/config';
import type { SequenceSet } from '../../data/dataset';
import type { LayerActivations } from '../../models/activations';
import type { NetworkHistories } from '../measures/histories/networkRuns';
import { alsoWithPairs } from './alsoWithPairs';
import { PlanBuilder, readsBackward } from './planBuilder';
import { inputInformation } from './quantities/inputInformation';
import { memory, memoryNull, memoryOverPositions } from './quantities/memory';
import { historyInformation, layerInformation, predictiveInformation } from './quantities/states';
import { lagRelevance, outputInformation } from './quantities/targets';
import { SnapshotPlan } from './snapshotPlan';

/**
 * The mutual informations to estimate from one snapshot's activations. Pairs share variables, so that the work on a
 * variable is done once. Layers without a state are followed through time only at the `final` snapshot; before it their
 * last step is enough for the information plane.
 * @param otherStates names of layers whose states are no function of the input
 */
export function planSnapshot(
  config: AnalysisConfig,
  set: SequenceSet,
  layers: readonly LayerActivations[],
  samples: number,
  final: boolean,
  histories?: NetworkHistories,
  otherStates?: { has(layer: string): boolean },
): SnapshotPlan {
  const steps = final ? 'all steps' : 'steps of states';
  const plan = new PlanBuilder(config, set, layers, samples, steps, histories, otherStates);
  for (const [index, layer] of layers.entries()) {
    inputInformation(plan, layer);
    for (const target of predictedTargets(config.model.layers)) outputInformation(plan, layer, target);
    if (layer.recurrent) historyInformation(plan, layer);
    const remembers =
      layer.recurrent || layer.stochastic || layer.attention !== undefined || layer.density !== undefined;
    if (remembers) memory(plan, layer);
    if (final && remembers) {
      memoryNull(plan, layer);
      if (config.analysis.positions === 'all' && !readsBackward(layer)) memoryOverPositions(plan, layer);
      if (!dependsOnFuture(config, layer.layer) && !layers.slice(0, index + 1).some(readsBackward))
        predictiveInformation(plan, layer);
    }
    // A state and its own output are no two layers.
    if (layerOfState(layer.layer) === undefined)
      for (const later of layers.slice(index + 1).filter((one) => layerOfState(one.layer) === undefined))
        layerInformation(plan, layer, later);
    beside(plan, layer);
  }
  const recurrent = layers.filter((layer) => layer.recurrent);
  if (final) lagRelevance(plan, [...new Set(recurrent.flatMap((layer) => plan.lagOrigins(layer)))]);
  return plan.plan();
}

/**
 * Whether a layer's states depend on later inputs, through itself or through a layer below it: information about the
 * future is then not prediction.
 */
function dependsOnFuture({ model: { layers } }: AnalysisConfig, name: string): boolean {
  const place = layers.findIndex((layer) => layer.name === layerNamed(name));
  return layers.slice(0, place + 1).some(seesAhead);
}

/**
 * The estimates on the training sequences: each layer's information about input and target at the last step, for
 * comparison with the held-out ones.
 */
export function planTrainingSet(
  config: AnalysisConfig,
  set: SequenceSet,
  layers: readonly LayerActivations[],
  samples: number,
): SnapshotPlan {
  const { variables, pairs, planned, options } = planLastStep(config, set, layers, samples);
  return new SnapshotPlan(
    variables,
    pairs,
    planned.map((plan) => ({ ...plan, set: 'training' })),
    options,
  );
}

/** Each layer's information about input and target at the last step: its place in the information plane. */
export function planLastStep(
  config: AnalysisConfig,
  set: SequenceSet,
  layers: readonly LayerActivations[],
  samples: number,
): SnapshotPlan {
  const plan = new PlanBuilder(config, set, layers, samples, 'last step');
  for (const layer of layers) {
    inputInformation(plan, layer);
    if (predictedTargets(config.model.layers).includes('Y')) outputInformation(plan, layer, 'Y');
  }
  return plan.plan();
}

/** Estimates by the additional estimators, none of which takes the place of another. */
function beside(plan: PlanBuilder, layer: LayerActivations): void {
  const { config, set, rows } = plan;
  const keyOf = (of: Int32Array): string => plan.rowSets.key(of);
  const aboveDraws = plan.isAboveDraws(layer);
  const context = { config, set, rows, keyOf, aboveDraws, noisyState: plan.noisyState };
  for (const pair of alsoWithPairs(layer, context)) if (plan.wants(pair.planned.quantity)) plan.addBeside(pair);
}
