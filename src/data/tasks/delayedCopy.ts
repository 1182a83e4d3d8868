import { sentence, verbatim } from '../../base/sentence';
import { InputError } from '../../base/userError';
import { shiftRegisterInformation } from '../../information/exact/processes/shiftRegister';
import type { DataConfig } from '../../config/schema/data';
import type { ExactValue } from '../dataset';
import { blockEntropies, conditionalMemoryLine, entropyOf } from '../exactValues';
import { uniformSource } from './symbolSource';
import type { SymbolTask } from './symbolTask';

type DelayedCopy = Extract<DataConfig, { task: 'delayedCopy' }>;

/** Independent uniform symbols; the target at step t is the symbol of step t - delay, none before there is one. */
export function delayedCopy(config: DelayedCopy): SymbolTask {
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
  return {
    title: sentence('delayed copy, {0} symbols, delay {1}', symbols, delay),
    source: uniformSource(symbols, length),
    classes: symbols,
    answer: (inputs, start, targets) => {
      for (let t = delay; t < length; t++) targets[start + t] = inputs[start + t - delay];
    },
    exact: () => exactInformation(config),
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
