import { sentence, verbatim } from '../../base/sentence';
import { InputError } from '../../base/userError';
import { shiftRegisterInformation } from '../../information/exact/processes/shiftRegister';
import type { DataConfig } from '../../config/schema/data';
import type { Dataset, ExactValue } from '../dataset';
import { blockEntropies, conditionalMemoryLine, entropyOf } from '../exactValues';
import { checkSize, discreteSequences } from '../sequences';
import { type DrawSet, drawSets, forEachSequence, type TaskContext } from './sampling';
import { uniformSource } from './symbolSource';

type DelayedCopy = Extract<DataConfig, { task: 'delayedCopy' }>;

/** Writes the targets of the sequence at place `start`. */
function copyDelayed(inputs: Int32Array, targets: Int32Array, start: number, { length, delay }: DelayedCopy): void {
  for (let t = 0; t < length; t++) targets[start + t] = t >= delay ? inputs[start + t - delay] : -1;
}

/** The targets of sequences of symbols, which the inputs determine. */
export function delayedTargets(config: DelayedCopy, inputs: Int32Array): Int32Array {
  const targets = new Int32Array(inputs.length);
  for (let start = 0; start < inputs.length; start += config.length) copyDelayed(inputs, targets, start, config);
  return targets;
}

/** Draws sequences of the task. */
export function drawDelayedCopy(config: DelayedCopy, signal: AbortSignal | undefined): DrawSet {
  const { symbols, length } = config;
  const source = uniformSource(symbols, length);
  return async (random, samples) => {
    checkSize(samples, length, symbols, sentence('Inputs'));
    const inputs = new Int32Array(samples * length);
    const targets = new Int32Array(samples * length);
    await forEachSequence(samples, length, signal, (sample) => {
      const start = sample * length;
      source.draw(random, inputs, start);
      copyDelayed(inputs, targets, start, config);
    });
    return {
      inputs: discreteSequences(inputs, samples, length, symbols),
      targets: { ...discreteSequences(targets, samples, length, symbols), at: 'every' as const },
    };
  };
}

/** Independent uniform symbols; the target at step t is the symbol of step t - delay, none before there is one. */
export async function delayedCopy(config: DelayedCopy, context: TaskContext): Promise<Dataset> {
  const { symbols, length, delay } = config;
  if (delay >= length) {
    throw new InputError(
      sentence(
        'data.delay ({0}) must be smaller than data.length ({1}); otherwise no step has a target.',
        delay,
        length,
      ),
    );
  }
  const sets = await drawSets(config, context, drawDelayedCopy(config, context.signal));
  return {
    title: sentence('delayed copy, {0} symbols, delay {1}', symbols, delay),
    ...sets,
    exact: exactInformation(config),
    warnings: [],
  };
}

/** The information in a register of the last delay + 1 symbols, the smallest state that solves the task. */
function exactInformation({ symbols, length, delay }: DelayedCopy): ExactValue[] {
  const each = Math.log(symbols);
  const name =
    delay === 0
      ? sentence('a perfect memory of the last symbol')
      : sentence('a perfect memory of the last {0} symbols', delay + 1);
  const register = shiftRegisterInformation({ entropy: each, cells: delay + 1, length });
  const exact: ExactValue[] = [
    entropyOf('X', each),
    entropyOf('Y', each),
    ...blockEntropies(Array.from({ length }, (_, t) => (t + 1) * each)),
  ];
  for (let t = 1; t <= length; t++) {
    exact.push({
      quantity: 'inputInformation',
      source: 'X',
      target: 'H',
      time: t,
      nats: register.inputInformation[t - 1],
      name,
    });
    if (t > 1)
      exact.push({
        quantity: 'historyInformation',
        source: 'H',
        target: 'H',
        time: t,
        nats: register.historyInformation[t - 1],
        name,
      });
    if (t > delay)
      exact.push({
        quantity: 'outputInformation',
        source: 'X',
        target: 'Y',
        time: t,
        nats: each,
        name: verbatim('I(X;Y)'),
      });
  }
  register.memory.forEach((nats, lag) => {
    exact.push({ quantity: 'memory', source: 'X', target: 'H', lag, nats, name });
  });
  // The symbols are independent, and so are the cells that hold them.
  exact.push(...conditionalMemoryLine(register.memory, name));
  return exact;
}
