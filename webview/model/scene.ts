import { upperEnd } from '../../src/result/upperEnd';
import { shownAmount } from '../../src/result/format';
import type { AnalysisResult, Estimate, LayerSummary, Quantity, Unit } from '../../src/result/result';
import { layerOfState } from '../../src/config/layers/wholeState';
import { outputsAndStates } from '../../src/result/shownLayers';
import { convert } from '../../src/result/units';
import type { ResultIndex } from '../../src/result/resultIndex';

/** A quantity of every layer at every step, for the heat map. */
export type StepQuantity = Extract<
  Quantity,
  'inputInformation' | 'historyInformation' | 'outputInformation' | 'predictiveInformation'
>;

/** The quantities by which the networks of a config are compared. */
export type NetworkQuantity = Extract<
  Quantity,
  'memory' | 'inputInformation' | 'outputInformation' | 'predictiveInformation'
>;

/** The person's choices on the page; they survive a reload. */
export interface Choices {
  /** An analysed epoch, or always the newest. */
  readonly epoch: number | 'newest';
  /** A unit other than the config's, until a run in it arrives. */
  readonly unit?: Unit;
  readonly stepQuantity: StepQuantity;
  readonly networkQuantity: NetworkQuantity;
  /** The layer of the curves through time. */
  readonly layer?: string;
  /** The additional estimator whose plane is shown. */
  readonly beside?: string;
  /** The layer of the map of memory over lag and position. */
  readonly memoryLayer?: string;
  /** The attention layer, or one of its heads (LAYER/2, counted from 1), that the attention chart shows. */
  readonly attention?: string;
  /** The number that the chart of a sweep over keys shows, and the key on its horizontal axis. */
  readonly sweptMetric?: string;
  readonly sweptAcross?: string;
}

export const firstChoices: Choices = { epoch: 'newest', stepQuantity: 'inputInformation', networkQuantity: 'memory' };

/** Everything that a chart's data are selected from. */
export interface Scene {
  readonly result: AnalysisResult;
  readonly index: ResultIndex;
  readonly running: boolean;
  readonly choices: Choices;
  readonly unit: Unit;
  /** The layers with estimates, input side first. */
  readonly layers: readonly LayerSummary[];
  /** The same, each followed by its whole state where that was estimated, which has a name of its own. */
  readonly subjects: readonly LayerSummary[];
}

export function sceneOf(index: ResultIndex, choices: Choices, running: boolean): Scene {
  const { result } = index;
  return {
    result,
    index,
    running,
    choices,
    unit: choices.unit ?? result.config.analysis.unit,
    layers: result.layers.filter((layer) => layer.analysed),
    subjects: outputsAndStates(index),
  };
}

/** The whole states that have names of their own. */
export const wholeStates = ({ subjects }: Pick<Scene, 'subjects'>): readonly LayerSummary[] =>
  subjects.filter(({ name }) => layerOfState(name) !== undefined);

/** The epoch that the charts show: the chosen one, or the newest that has estimates. */
export function shownEpoch(scene: Scene): number | undefined {
  const { epochs } = scene.index;
  return scene.choices.epoch === 'newest' ? epochs.at(-1) : scene.choices.epoch;
}

/**
 * The epoch at which one quantity of one subject is shown. With "newest", a quantity that the newest snapshot does not
 * have yet stays at the epoch before, so that nothing flickers; a chosen epoch shows only its own estimates.
 */
export function epochFor(scene: Scene, quantity: Quantity, subject: string): number | undefined {
  const epochs = scene.index.epochsOf(quantity, subject);
  const { epoch } = scene.choices;
  if (epoch === 'newest') return epochs.at(-1);
  return epochs.includes(epoch) ? epoch : undefined;
}

/** One quantity of one subject at the last time step of the shown epoch. */
export function lastOf(scene: Scene, quantity: Quantity, subject: string): Estimate | undefined {
  const epoch = epochFor(scene, quantity, subject);
  return epoch === undefined ? undefined : scene.index.atEnd(quantity, subject, epoch);
}

/** All of one quantity of one subject at the shown epoch. */
export function allOf(scene: Scene, quantity: Quantity, subject: string): readonly Estimate[] {
  const epoch = epochFor(scene, quantity, subject);
  return epoch === undefined ? [] : scene.index.at(quantity, subject, epoch);
}

/** The estimate's numbers in the unit on show; information is never shown below zero. */
export function inUnit(scene: Scene, estimate: Estimate): { value: number; low: number; high: number } {
  const shown = (value: number): number => convert(shownAmount(estimate, value), estimate.unit, scene.unit);
  return { value: shown(estimate.value), low: shown(estimate.low), high: shown(upperEnd(estimate)) };
}
