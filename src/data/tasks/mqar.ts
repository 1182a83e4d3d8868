import { sentence, verbatim } from '../../base/sentence';
import type { ExactValue } from '../dataset';
import { blockEntropies, entropyOf, inputLine, stepEntropies } from '../exactValues';
import { keysOf, logOrders, type MQAR, mqarSource } from './mqarSource';
import type { SymbolTask } from './symbolTask';

/**
 * Multi-query associative recall (Arora et al. 2024): pairs of a key and its value, blanks, then every key again in
 * random order; the target at a query is the value of its key, elsewhere there is none.
 */
export function mqar(config: MQAR): SymbolTask {
  const { vocabulary, pairs, gap } = config;
  const source = mqarSource(config);
  const { length } = source;
  const valueOf = new Int32Array(vocabulary);
  return {
    title: sentence('associative recall, {0} pairs of {1} keys and {2} values', pairs, keysOf(config), vocabulary / 2),
    source,
    classes: vocabulary,
    answer: (inputs, start, targets) => {
      for (let t = 0; t < 2 * pairs; t += 2) valueOf[inputs[start + t]] = inputs[start + t + 1];
      for (let t = 2 * pairs + gap; t < length; t++) targets[start + t] = valueOf[inputs[start + t]];
    },
    exact: () => exactInformation(config, length),
  };
}

/** The pairs without their order: the smallest state from which every query can be answered. */
function exactInformation(config: MQAR, length: number): ExactValue[] {
  const { pairs, gap, vocabulary } = config;
  const keys = keysOf(config);
  const values = vocabulary / 2;
  const name = sentence('the pairs, without their order');
  const queries = 2 * pairs + gap;
  const block = (t: number): number =>
    logOrders(keys, Math.min(pairs, Math.ceil(t / 2))) +
    logOrders(values, Math.min(pairs, Math.floor(t / 2))) +
    logOrders(pairs, Math.max(0, t - queries));
  // After a key without its value that key is held too.
  const held = (t: number): number => {
    const whole = Math.min(pairs, Math.floor(t / 2));
    const open = t < 2 * pairs && t % 2 === 1;
    return logOrders(keys, whole + (open ? 1 : 0)) - logOrders(whole, whole) + logOrders(values, whole);
  };
  // Keys and values are drawn in any order, so that at each step all of them are equally likely.
  const stepEntropy = (i: number): number => {
    if (i >= queries) return Math.log(keys);
    if (i >= 2 * pairs) return 0;
    return Math.log(i % 2 === 0 ? keys : values);
  };
  return [
    entropyOf('Y', Math.log(values)),
    ...stepEntropies(Array.from({ length }, (_, i) => stepEntropy(i))),
    ...blockEntropies(Array.from({ length }, (_, i) => block(i + 1))),
    ...inputLine(
      Array.from({ length: queries }, (_, i) => held(i + 1)),
      name,
    ),
    ...Array.from({ length: pairs }, (_, k) => ({
      quantity: 'outputInformation',
      source: 'X',
      target: 'Y',
      time: queries + k + 1,
      nats: Math.log(values),
      name: verbatim('I(X;Y)'),
    })),
  ];
}
