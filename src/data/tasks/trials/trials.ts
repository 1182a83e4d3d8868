import { trialPeriods } from '../../../config/schema/trialPeriods';
import type { TrialsConfig } from '../../../config/schema/trialsData';
import type { Dataset, ExactValue } from '../../dataset';
import { type DrawSet, drawSets, type TaskContext } from '../sampling';
import type { SymbolSource } from '../symbolSource';
import {
  drawEvidence,
  evidenceAccuracy,
  type EvidenceConfig,
  evidenceInformation,
  evidenceTitle,
} from './evidenceTrials';
import { stimulusTitle, type StimulusConfig } from './stimulusKinds';
import { drawStimuli, stimulusAccuracy, stimulusInformation, stimulusSource } from './stimulusTrials';

/** The two ways in which trials show something, with all that depends on them. */
interface Trials extends Pick<Dataset, 'title'> {
  readonly draw: (signal: AbortSignal | undefined) => DrawSet;
  readonly source?: SymbolSource;
  readonly bestAccuracy: () => number[];
  readonly exact: () => ExactValue[];
}

function trialsOf(config: TrialsConfig): Trials {
  const { trial } = config;
  switch (trial) {
    case 'evidence':
    case 'context':
    case 'multisensory':
      return ofEvidence({ ...config, trial });
    case 'delayedMatch':
    case 'delayedComparison':
    case 'intervals':
      return ofStimuli({ ...config, trial });
  }
}

const ofEvidence = (config: EvidenceConfig): Trials => ({
  title: evidenceTitle(config),
  draw: (signal) => drawEvidence(config, signal),
  bestAccuracy: () => evidenceAccuracy(config),
  exact: () => evidenceInformation(config),
});

const ofStimuli = (config: StimulusConfig): Trials => ({
  title: stimulusTitle(config),
  draw: (signal) => drawStimuli(config, signal),
  source: stimulusSource(config),
  bestAccuracy: () => stimulusAccuracy(config),
  exact: () => stimulusInformation(config),
});

/** Draws trials. */
export const drawTrials = (config: TrialsConfig, signal: AbortSignal | undefined): DrawSet =>
  trialsOf(config).draw(signal);

/** The law of the symbols of trials without noise. */
export const trialSource = (config: TrialsConfig): SymbolSource | undefined => trialsOf(config).source;

/** Training and held-out trials, with their periods and what is known exactly. */
export async function trialsDataset(config: TrialsConfig, context: TaskContext): Promise<Dataset> {
  const { title, draw, bestAccuracy, exact } = trialsOf(config);
  const sets = await drawSets(config, context, draw(context.signal));
  return {
    title,
    ...sets,
    exact: exact(),
    warnings: [],
    trial: { dt: config.dt, periods: trialPeriods(config), bestAccuracy: bestAccuracy() },
  };
}
