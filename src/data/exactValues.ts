import { type Sentence, verbatim } from '../base/sentence';
import type { ExactValue } from './dataset';

/** H(X_t) or H(Y_t), the same at every step. */
export function entropyOf(source: 'X' | 'Y', nats: number): ExactValue {
  return { quantity: 'entropy', source, target: source, nats, name: verbatim(`H(${source})`) };
}

/** H(X_t) or H(Y_t) at t = 1, 2, ..., where it differs from step to step. */
export function stepEntropies(nats: readonly number[], source: 'X' | 'Y' = 'X'): ExactValue[] {
  return nats.map((value, i) => ({ ...entropyOf(source, value), time: i + 1, name: verbatim(`H(${source}_t)`) }));
}

/** h(X_t) or h(Y_t), differential: it may be negative and depends on the scale. */
export function differentialEntropyOf(source: 'X' | 'Y', nats: number): ExactValue {
  return { quantity: 'entropy', source, target: source, nats, name: verbatim(`h(${source})`), differential: true };
}

/** H(X_{1:t}) at t = 1, 2, ...: no state can hold more about the input so far. */
export function blockEntropies(nats: readonly number[]): ExactValue[] {
  return nats.map((value, i) => ({
    quantity: 'entropy',
    source: 'X_{1:t}',
    target: 'X_{1:t}',
    time: i + 1,
    nats: value,
    name: verbatim('H(X_{1:t})'),
  }));
}

/** I(X_{1:t};Y_t) at t = 1, 2, ...: no state has more information about the target. */
export function targetInformation(nats: readonly number[], name = verbatim('I(X;Y)')): ExactValue[] {
  return nats.map((value, i) => ({
    quantity: 'outputInformation',
    source: 'X',
    target: 'Y',
    time: i + 1,
    nats: value,
    name,
  }));
}

/** I(X_{1:t};H_t) at t = 1, 2, ... of the state that `name` describes. */
export function inputLine(nats: readonly number[], name: Sentence): ExactValue[] {
  return nats.map((value, i) => ({
    quantity: 'inputInformation',
    source: 'X',
    target: 'H',
    time: i + 1,
    nats: value,
    name,
  }));
}

/** I(H_{t-1};H_t) at t = 2, 3, ... of the state that `name` describes. */
export function historyLine(nats: readonly number[], name: Sentence): ExactValue[] {
  return nats.map((value, i) => ({
    quantity: 'historyInformation',
    source: 'H',
    target: 'H',
    time: i + 2,
    nats: value,
    name,
  }));
}

/** One value per lag s = 0, 1, ... of the input X_{t-s}. */
export function memoryLine(target: 'H' | 'Y', nats: readonly number[], name: Sentence): ExactValue[] {
  return nats.map((value, lag) => ({ quantity: 'memory', source: 'X', target, lag, nats: value, name }));
}

/** I(X_{T-s};H_T|X_{T-s+1:T}), one value per lag s = 0, 1, ...: they add up to I(X_{1:T};H_T). */
export function conditionalMemoryLine(nats: readonly number[], name: Sentence): ExactValue[] {
  return nats.map((value, lag) => ({
    quantity: 'conditionalMemory',
    source: 'X',
    target: 'H',
    lag,
    nats: value,
    name,
  }));
}
