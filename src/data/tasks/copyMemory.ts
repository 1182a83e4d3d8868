import { sentence, verbatim } from '../../base/sentence';
import type { DataConfig } from '../../config/schema/data';
import type { ExactValue } from '../dataset';
import {
  blockEntropies,
  conditionalMemoryLine,
  entropyOf,
  historyLine,
  inputLine,
  memoryLine,
  stepEntropies,
} from '../exactValues';
import type { SymbolSource } from './symbolSource';
import type { SymbolTask } from './symbolTask';

type CopyMemory = Extract<DataConfig, { task: 'copyMemory' }>;

/** Independent uniform tokens, then blanks (the last symbol but one), then markers (the last). */
function copyMemorySource({ symbols, tokens, delay }: CopyMemory): SymbolSource {
  const length = 2 * tokens + delay;
  const fixed = (t: number): number => (t < tokens + delay ? symbols : symbols + 1);
  return {
    alphabet: symbols + 2,
    length,
    independent: true,
    draw: (random, at, from) => {
      for (let t = 0; t < length; t++) at[from + t] = t < tokens ? random.integer(symbols) : fixed(t);
    },
    logProbability: (at, from) => {
      for (let t = 0; t < length; t++)
        if (t < tokens ? at[from + t] >= symbols : at[from + t] !== fixed(t)) return -Infinity;
      return -tokens * Math.log(symbols);
    },
    alternatives: (_at, _from, t, out) => {
      out.fill(-Infinity);
      if (t < tokens) out.fill(0, 0, symbols);
      else out[fixed(t)] = 0;
    },
    drawBefore: (random, at, from, steps) => {
      for (let t = 0; t < steps; t++) at[from + t] = t < tokens ? random.integer(symbols) : fixed(t);
    },
  };
}

/**
 * The copy task (Hochreiter and Schmidhuber 1997; Arjovsky, Shah and Bengio 2016): tokens, blanks, and as many markers
 * as tokens; at each marker the target is the next token, elsewhere there is none.
 */
export function copyMemory(config: CopyMemory): SymbolTask {
  const { symbols, tokens, delay } = config;
  const source = copyMemorySource(config);
  return {
    title: sentence('copy memory, {0} tokens of {1} symbols, {2} blanks', tokens, symbols, delay),
    source,
    classes: symbols,
    answer: (inputs, start, targets) => {
      for (let k = 0; k < tokens; k++) targets[start + tokens + delay + k] = inputs[start + k];
    },
    exact: () => exactInformation(config, source.length),
  };
}

/** The information in the tokens that are still to be put out, with the one that is due: the smallest state. */
function exactInformation({ symbols, tokens, delay }: CopyMemory, length: number): ExactValue[] {
  const each = Math.log(symbols);
  const name = sentence('the tokens that are still to be put out');
  const kept = Array.from({ length }, (_, i) => Math.min(i + 1, tokens, length - i));
  const last = Array.from({ length }, (_, lag) => (lag === length - tokens ? each : 0));
  return [
    entropyOf('Y', each),
    ...stepEntropies(kept.map((_, i) => (i < tokens ? each : 0))),
    ...blockEntropies(kept.map((_, i) => Math.min(i + 1, tokens) * each)),
    ...inputLine(
      kept.map((count) => count * each),
      name,
    ),
    ...historyLine(
      kept.slice(1).map((count, i) => Math.min(count, kept[i]) * each),
      name,
    ),
    ...Array.from({ length: tokens }, (_, k) => ({
      quantity: 'outputInformation',
      source: 'X',
      target: 'Y',
      time: tokens + delay + k + 1,
      nats: each,
      name: verbatim('I(X;Y)'),
    })),
    ...memoryLine('H', last, name),
    ...conditionalMemoryLine(last, name),
  ];
}
