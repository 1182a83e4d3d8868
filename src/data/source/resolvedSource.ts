import { sentence } from '../../base/sentence';
import { Random } from '../../base/random';
import { InputError } from '../../base/userError';
import type { DataConfig, FiledData, SourceConfig } from '../../config/schema/data';
import { stepsLookIndependent } from '../../information/looks/independentSteps';
import type { Dataset, ExactValue, Sequences } from '../dataset';
import { blockEntropies, entropyOf } from '../exactValues';
import { loadDataset } from '../loadDataset';
import { isPadded } from '../realSteps';
import { checkAgainstSource } from './checkSource';
import { namedSource } from './sourceOf';

/** The smallest sets that a task draws; only its exact values are wanted. */
const fewest = 8;

/**
 * Data of files with the law of their inputs, as everything that draws from it reads it: a probability for every
 * symbol of every step, or a generated task. Other data as they are.
 * @throws InputError at `data.source` where the inputs cannot be of the law that the config names; CancelledError
 */
export async function withSource<Data extends DataConfig>(
  data: Data,
  { heldOut: { inputs } }: Dataset,
  seed: number,
  signal?: AbortSignal,
): Promise<Data | FiledData> {
  if ((data.task !== 'file' && data.task !== 'activations') || data.source === undefined) return data;
  try {
    const own: FiledData = { ...data, source: resolved(data.source, inputs) };
    await checkAgainstSource(own, inputs, new Random(seed).fork('declared source'), signal);
    return own;
  } catch (failure) {
    throw failure instanceof InputError
      ? new InputError(failure.sentence, undefined, undefined, ['data', 'source'])
      : failure;
  }
}

/**
 * The same with the law that independent symbols have, counted step by step, where the config names none and the
 * symbols of different steps show no dependence. What is found by it rests on that (`isCounted`).
 */
export function withCountedSource<Data extends DataConfig>(data: Data, { heldOut }: Dataset, seed: number): Data {
  if ((data.task !== 'file' && data.task !== 'activations') || data.source !== undefined) return data;
  const { symbols, samples, length, alphabet = 0 } = heldOut.inputs;
  if (symbols === undefined || isPadded(heldOut.inputs) || symbols.includes(-1) || length < 2) return data;
  const random = new Random(seed).fork('independent steps');
  if (!stepsLookIndependent(symbols, length, alphabet, random)) return data;
  const probabilities = Array.from({ length }, () => new Array<number>(alphabet).fill(0));
  for (let i = 0; i < samples; i++)
    for (let t = 0; t < length; t++) probabilities[t][symbols[i * length + t]] += 1 / samples;
  return { ...data, source: { probabilities, counted: true } };
}

function resolved(source: SourceConfig, { symbols, alphabet, length, features }: Sequences): SourceConfig {
  if (source === 'gaussian') return { task: 'gaussianNoise', length, features, samples: fewest };
  if (typeof source === 'object' && 'task' in source) return source;
  if (symbols === undefined || alphabet === undefined)
    throw new InputError(
      sentence('The inputs are numbers, not symbols. Write "source": "gaussian", or name a task of numbers.'),
    );
  if (source === 'uniform') {
    const step = new Array<number>(alphabet).fill(1 / alphabet);
    return { probabilities: Array.from({ length }, () => step) };
  }
  const rows = source.probabilities.flatMap((step) => (typeof step === 'number' ? [] : [step]));
  const single = source.probabilities.flatMap((step) => (typeof step === 'number' ? [step] : []));
  const steps = rows.length > 0 ? rows : Array.from({ length }, () => single);
  if (steps.length !== length)
    throw new InputError(
      sentence('The source has probabilities for {0} steps, but sequences have {1}.', steps.length, length),
    );
  const wrong = steps.find((step) => Math.abs(step.reduce((sum, p) => sum + p, 0) - 1) > 1e-6);
  if (wrong)
    throw new InputError(
      sentence(
        'Probabilities of a step must add up to 1, not to {0}.',
        wrong.reduce((sum, p) => sum + p, 0).toFixed(4),
      ),
    );
  return { ...source, probabilities: steps };
}

/** What the law that a config names for inputs from files tells exactly of them; nothing of a counted one. */
export async function exactOfSource(data: DataConfig, seed: number): Promise<readonly ExactValue[]> {
  if (data.task !== 'file' && data.task !== 'activations') return [];
  const named = namedSource(data);
  if (!named) return [];
  if ('task' in named) {
    const task = { ...named.task, samples: fewest, heldOut: fewest };
    const { exact } = await loadDataset(task, { configFolder: '.', seed });
    return exact.filter(({ source, target }) => isOfInput(source) && isOfInput(target));
  }
  if (typeof data.source === 'object' && 'probabilities' in data.source && data.source.counted) return [];
  const each = named.steps.map((step) => step.reduce((sum, p) => sum - (p > 0 ? p * Math.log(p) : 0), 0));
  let sum = 0;
  const blocks = blockEntropies(each.map((nats) => (sum += nats)));
  return each.every((nats) => Math.abs(nats - each[0]) < 1e-12) ? [entropyOf('X', each[0]), ...blocks] : blocks;
}

const isOfInput = (name: string): boolean => name === 'X' || name === 'X_{1:t}';
