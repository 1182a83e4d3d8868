import * as z from 'zod';
import { generated } from './taskKeys';

/** Trials that are known by name: of noisy evidence, and of stimuli without noise. */
export const evidenceTrials = ['evidence', 'context', 'multisensory'] as const;
export const stimulusTrials = ['delayedMatch', 'delayedComparison', 'intervals'] as const;
export type EvidenceTrialName = (typeof evidenceTrials)[number];
export type StimulusTrialName = (typeof stimulusTrials)[number];

const milliseconds = z.number().min(0).max(100_000);

const periods = z.strictObject({
  fixation: milliseconds.default(100).describe('Milliseconds of the fixation, before anything is shown.'),
  stimulus: milliseconds.gt(0).default(1000).describe('Milliseconds of the evidence, or of the first stimulus.'),
  delay: milliseconds.default(400).describe('Milliseconds of the delay after it.'),
  test: milliseconds
    .gt(0)
    .optional()
    .describe('With two stimuli: milliseconds of the second one. Default: as long as `stimulus`.'),
  response: milliseconds
    .gt(0)
    .default(100)
    .describe('Milliseconds of the response. The target is asked for at its last step.'),
});

/** Trials as laboratories run them, in periods of milliseconds; the target, at the end, is the answer. */
export const trials = z.strictObject({
  task: z
    .literal('trials')
    .describe('Trials of neuroscience, in periods of milliseconds; the target, at the end, is the answer.'),
  trial: z
    .enum([...evidenceTrials, ...stimulusTrials])
    .default('evidence')
    .describe(
      '`evidence`: the sign of noisy evidence (Britten et al. 1992). `context`: the sign of one of two streams of ' +
        'evidence; a cue says which (Mante et al. 2013). `multisensory`: one sign, shown by one of two senses or by ' +
        'both (Raposo et al. 2014). `delayedMatch`: whether the second stimulus is the first one (Miller et al. ' +
        '1996). `delayedComparison`: whether the second stimulus is the higher one (Romo et al. 1999). `intervals`: ' +
        'whether the second stimulus lasts longer (Genovesio et al. 2009).',
    ),
  dt: z.number().gt(0).max(10_000).default(50).describe('Milliseconds in a step.'),
  periods: periods.prefault({}).describe('The periods of a trial, in milliseconds; each a whole number of steps.'),
  snr: z
    .number()
    .gt(0)
    .max(1e6)
    .default(4)
    .describe(
      'With noisy evidence: the signal-to-noise ratio of a second of it, the squared mean over the variance. It does ' +
        'not depend on `dt`.',
    ),
  coherences: z
    .array(z.number().min(0).max(1))
    .min(1)
    .max(32)
    .default([1])
    .describe('With noisy evidence: factors of its mean, of which each trial has one; all are equally likely.'),
  stimuli: z
    .int()
    .min(2)
    .max(64)
    .default(4)
    .describe('With "delayedMatch" and "delayedComparison": number of different stimuli.'),
  ...generated,
});

export type TrialsConfig = z.output<typeof trials>;
