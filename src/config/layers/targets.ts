import type { DataConfig } from '../schema/data';
import { isOfEvidence, trialFeatures } from '../schema/trialPeriods';
import { automatonSizes } from './automatonSizes';
import { markovSymbols } from './markovSymbols';

/** Shape of a target, as far as the config alone states it; `undefined` where only the file decides. */
export interface TargetShape {
  readonly at: 'every' | 'end';
  /** Number of classes; absent for regression. */
  readonly classes?: number;
  /** Values to predict, for regression. */
  readonly values?: number;
  /** The values are tags, 1 or 0, of which several may be there at once. */
  readonly tags?: boolean;
}

/** The target of a task, `'none'` where there is none, `undefined` where the data file decides. */
export function targetShape(data: DataConfig): TargetShape | 'none' | undefined {
  switch (data.task) {
    case 'delayedCopy':
      return { at: 'every', classes: data.symbols };
    case 'parity':
      return { at: 'every', classes: 2 };
    case 'markov':
      return { at: 'every', classes: markovSymbols(data) };
    case 'copyMemory':
    case 'selectiveCopy':
    case 'inductionHead':
      return { at: 'every', classes: data.symbols };
    case 'automaton':
      return { at: 'every', classes: automatonSizes(data).states };
    case 'mqar':
      return { at: 'every', classes: data.vocabulary };
    case 'adding':
      return { at: 'end', values: 1 };
    case 'trials':
      return { at: 'end', classes: 2 };
    case 'narma':
    case 'mackeyGlass':
    case 'lorenz':
    case 'gaussianProcess':
      return { at: 'every', values: 1 };
    case 'gaussianNoise':
      return 'none';
    case 'text':
    case 'pairs':
      return { at: 'every', classes: data.alphabet };
    case 'activations':
      return undefined;
    case 'file':
      return data.classes === undefined || data.targetAs === 'values' || data.targetAs === 'tags'
        ? undefined
        : { at: data.targetAt, classes: data.classes };
  }
}

/** Features per input step, and whether they are symbols. */
export interface InputShape {
  readonly features: number;
  readonly discrete: boolean;
}

/** The input of a task; `undefined` where the data file decides. */
export function inputShape(data: DataConfig): InputShape | undefined {
  switch (data.task) {
    case 'delayedCopy':
      return { features: data.symbols, discrete: true };
    case 'markov':
      return { features: markovSymbols(data), discrete: true };
    case 'parity':
      return { features: 2, discrete: true };
    case 'automaton':
      return { features: automatonSizes(data).symbols, discrete: true };
    case 'copyMemory':
    case 'selectiveCopy':
      return { features: data.symbols + 2, discrete: true };
    case 'inductionHead':
      return { features: data.symbols + 1, discrete: true };
    case 'mqar':
      return { features: data.vocabulary, discrete: true };
    case 'adding':
      return { features: 2, discrete: false };
    case 'trials':
      return { features: trialFeatures(data), discrete: !isOfEvidence(data) };
    case 'narma':
    case 'mackeyGlass':
    case 'lorenz':
    case 'gaussianProcess':
      return { features: 1, discrete: false };
    case 'gaussianNoise':
      return { features: data.features, discrete: false };
    case 'text':
      return { features: data.alphabet, discrete: true };
    case 'pairs':
      return { features: 2 * data.alphabet, discrete: true };
    case 'activations':
    case 'file':
      return data.symbols === undefined ? undefined : { features: data.symbols, discrete: true };
  }
}

/**
 * Shape of a head's target: 'none' where the data have no target of that name, `undefined` where the data file decides.
 */
export function shapeOf(data: DataConfig, target: string): TargetShape | 'none' | undefined {
  switch (target) {
    case 'Y':
      return targetShape(data);
    case 'X':
    case 'clean':
    case 'next': {
      if (target === 'clean' && !furtherTargets(data).includes(target)) return 'none';
      const input = inputShape(data);
      return input && { at: 'every', ...(input.discrete ? { classes: input.features } : { values: input.features }) };
    }
    default:
      return furtherTargets(data).includes(target) ? undefined : 'none';
  }
}

/** Names of the targets in addition to Y: those that a file holds, and the inputs before they were spoiled. */
export function furtherTargets(data: DataConfig): string[] {
  const clean = data.task !== 'activations' && data.task !== 'pairs' && data.corrupt !== undefined ? ['clean'] : [];
  return [...(data.task === 'file' ? Object.keys(data.furtherTargets ?? {}) : []), ...clean];
}
