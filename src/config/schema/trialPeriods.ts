import { evidenceTrials, type EvidenceTrialName, type TrialsConfig } from './trialsData';

export type PeriodName = keyof TrialsConfig['periods'];

/** A period of a trial: its first and its last step, counted from 1. */
export interface TrialPeriod {
  readonly name: PeriodName;
  readonly first: number;
  readonly last: number;
}

const evidence: ReadonlySet<string> = new Set<EvidenceTrialName>(evidenceTrials);

/** Whether a trial shows noisy evidence, not stimuli without noise. */
export const isOfEvidence = ({ trial }: Pick<TrialsConfig, 'trial'>): boolean => evidence.has(trial);

/** Milliseconds of each period, in their order. */
export function periodTimes(config: TrialsConfig): { readonly name: PeriodName; readonly milliseconds: number }[] {
  const { fixation, stimulus, delay, test, response } = config.periods;
  return [
    { name: 'fixation', milliseconds: fixation },
    { name: 'stimulus', milliseconds: stimulus },
    { name: 'delay', milliseconds: delay },
    ...(isOfEvidence(config) ? [] : [{ name: 'test' as const, milliseconds: test ?? stimulus }]),
    { name: 'response', milliseconds: response },
  ];
}

/** The periods of a trial in steps; those without a step are left out. */
export function trialPeriods(config: TrialsConfig): TrialPeriod[] {
  let last = 0;
  return periodTimes(config)
    .map(({ name, milliseconds }): TrialPeriod => {
      const first = last + 1;
      last += Math.round(milliseconds / config.dt);
      return { name, first, last };
    })
    .filter((period) => period.last >= period.first);
}

/** Steps of a trial. */
export const trialSteps = (config: TrialsConfig): number => trialPeriods(config).at(-1)?.last ?? 0;

/** Steps of one period. */
export function stepsOfPeriod(config: TrialsConfig, name: PeriodName): number {
  const period = trialPeriods(config).find((one) => one.name === name);
  return period ? period.last - period.first + 1 : 0;
}

/** Features per step of noisy evidence, or symbols of trials without noise. */
export function trialFeatures({ trial, stimuli }: TrialsConfig): number {
  switch (trial) {
    case 'evidence':
      return 2;
    case 'context':
      return 5;
    case 'multisensory':
      return 3;
    case 'delayedMatch':
    case 'delayedComparison':
      return stimuli + 2;
    case 'intervals':
      return 3;
  }
}
