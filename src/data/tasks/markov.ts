import { sentence, type Sentence } from '../../base/sentence';
import { isVisibleChain, markovSymbols } from '../../config/layers/markovSymbols';
import { hiddenMarkovInformation, type HiddenMarkovProcess } from '../../information/exact/processes/hiddenMarkov';
import { symmetricMarkovInformation, symmetricTransition } from '../../information/exact/processes/markovChain';
import type { DataConfig } from '../../config/schema/data';
import type { Dataset, ExactValue } from '../dataset';
import {
  blockEntropies,
  conditionalMemoryLine,
  entropyOf,
  historyLine,
  inputLine,
  memoryLine,
  targetInformation,
} from '../exactValues';
import { checkSize, discreteSequences } from '../sequences';
import { markovSource } from './markovSource';
import { asChain, mess3, namedProcess } from './namedProcess';
import { type DrawSet, drawSets, forEachSequence, type TaskContext } from './sampling';

type Markov = Extract<DataConfig, { task: 'markov' }>;

/** Draws sequences of the task. */
export function drawMarkov(config: Markov, signal: AbortSignal | undefined): DrawSet {
  const { length } = config;
  const symbols = markovSymbols(config);
  // One step more than is shown: the last target.
  const source = markovSource(config, length + 1);
  const drawn = new Int32Array(length + 1);
  return async (random, samples) => {
    checkSize(samples, length, symbols, sentence('Inputs'));
    const inputs = new Int32Array(samples * length);
    const targets = new Int32Array(samples * length);
    await forEachSequence(samples, length, signal, (sample) => {
      source.draw(random, drawn, 0);
      inputs.set(drawn.subarray(0, length), sample * length);
      targets.set(drawn.subarray(1), sample * length);
    });
    return {
      inputs: discreteSequences(inputs, samples, length, symbols),
      targets: { ...discreteSequences(targets, samples, length, symbols), at: 'every' as const },
    };
  };
}

/**
 * A stationary symmetric chain, or its output through a symmetric channel; the target at step t is the observation at t
 * + 1.
 */
export async function markov(config: Markov, context: TaskContext): Promise<Dataset> {
  const sets = await drawSets(config, context, drawMarkov(config, context.signal));
  const exact = isVisibleChain(config) ? visibleExact(config) : await hiddenExact(config, context.signal);
  return { title: titleOf(config), ...sets, exact, warnings: [] };
}

function titleOf({ process, symbols, flip, hidden, noise }: Markov): Sentence {
  if (process) return sentence('process {0}', process);
  return hidden
    ? sentence('hidden Markov model, {0} symbols, flip {1}, noise {2}', symbols, String(flip), String(noise))
    : sentence('Markov chain, {0} symbols, flip {1}', symbols, String(flip));
}

/** Given the last symbol, the past adds nothing, so its information is the reference line for a network's state. */
function visibleExact({ symbols, flip, length }: Markov): ExactValue[] {
  const each = Math.log(symbols);
  const step = symmetricMarkovInformation(symbols, flip, 1);
  const name = sentence('the last symbol alone');
  const steps = Array.from({ length }, (_, i) => i);
  return [
    entropyOf('X', each),
    entropyOf('Y', each),
    {
      quantity: 'entropy',
      source: 'X_{t+1}|X_{1:t}',
      target: 'X_{t+1}|X_{1:t}',
      nats: each - step,
      name: sentence('entropy rate'),
    },
    ...blockEntropies(steps.map((t) => each + t * (each - step))),
    ...targetInformation(steps.map(() => step)),
    ...inputLine(
      steps.map(() => each),
      name,
    ),
    ...historyLine(
      steps.slice(1).map(() => step),
      name,
    ),
    ...memoryLine(
      'H',
      steps.map((lag) => symmetricMarkovInformation(symbols, flip, lag)),
      name,
    ),
    ...conditionalMemoryLine(
      steps.map((lag) => (lag === 0 ? each : 0)),
      name,
    ),
  ];
}

/** The information of the optimal (belief) state about the next observation: no network can have more. */
async function hiddenExact(config: Markov, signal: AbortSignal | undefined): Promise<ExactValue[]> {
  const { length } = config;
  const symbols = markovSymbols(config);
  const process = await hiddenMarkovInformation(
    {
      ...chainOf(config),
      length,
      // Bounds the work per step for any alphabet.
      beliefs: Math.max(16, Math.min(20_000, Math.floor(4e7 / (symbols ** 2 * Math.min(symbols, length))))),
    },
    signal,
  );
  // The process is stationary.
  const [each] = process.observationEntropy;
  return [
    entropyOf('X', each),
    entropyOf('Y', each),
    {
      quantity: 'entropy',
      source: 'X_{t+1}|X_{1:t}',
      target: 'X_{t+1}|X_{1:t}',
      nats: each - process.predictive[length - 1],
      name: sentence('{0} after {1} steps', 'H(X_{t+1}|X_{1:t})', length),
    },
    ...blockEntropies(process.blockEntropy),
    ...targetInformation(process.predictive),
  ];
}

/** Hidden states that show the symbols. */
function chainOf({
  process,
  symbols,
  flip,
  noise,
}: Markov): Pick<HiddenMarkovProcess, 'initial' | 'transition' | 'emission' | 'symmetric'> {
  // Named processes have few states, of which few beliefs arise, but for mess3, which is symmetric itself.
  if (process && process !== 'mess3') return asChain(namedProcess(process));
  const chain = process ? mess3 : { states: symbols, flip, noise };
  return {
    initial: new Array<number>(chain.states).fill(1 / chain.states),
    transition: symmetricTransition(chain.states, chain.flip),
    emission: symmetricTransition(chain.states, chain.noise),
    symmetric: true,
  };
}
