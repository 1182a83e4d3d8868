import { sentence, verbatim } from '../../base/sentence';
import { entropyTerm } from '../../information/exact/discrete/entropyFunctions';
import type { ExactValue } from '../dataset';
import { blockEntropies, entropyOf, historyLine, inputLine, memoryLine, stepEntropies } from '../exactValues';
import { scatteredTokens } from './scatteredTokens';
import { type SelectiveCopy, selectiveCopySource } from './selectiveCopySource';
import type { SymbolTask } from './symbolTask';

/**
 * Selective copying (Gu and Dao 2023, section 3.1): tokens at random places among blanks, then as many markers as
 * tokens; at each marker the target is the next token, elsewhere there is none.
 */
export function selectiveCopy(config: SelectiveCopy): SymbolTask {
  const { symbols, tokens, blanks } = config;
  return {
    title: sentence('selective copy, {0} tokens of {1} symbols among {2} blanks', tokens, symbols, blanks),
    source: selectiveCopySource(config),
    classes: symbols,
    answer: (inputs, start, targets) => {
      const markers = start + tokens + blanks;
      let found = 0;
      for (let at = start; at < markers; at++) if (inputs[at] < symbols) targets[markers + found++] = inputs[at];
    },
    exact: () => exactInformation(config),
  };
}

/** The tokens that came and are still to be put out, in their order, without their places: the smallest state. */
function exactInformation({ symbols, tokens, blanks }: SelectiveCopy): ExactValue[] {
  const each = Math.log(symbols);
  const name = sentence('the tokens that are still to be put out');
  const places = tokens + blanks;
  const scattered = scatteredTokens(places, tokens);
  const steps = Array.from({ length: places }, (_, i) => i + 1);
  const markers = Array.from({ length: tokens }, (_, i) => tokens - i);
  // One state after each step before the markers: how many tokens came, and which.
  const held = steps.map((t) => scattered.countEntropy(t) + scattered.expected(t) * each);
  // What the step adds: whether a token comes, which the number so far leaves open, and which token.
  const added = steps.map((t) => scattered.nextEntropy(t - 1) + (tokens / places) * each);
  return [
    entropyOf('Y', each),
    ...stepEntropies([...steps.map(() => scattered.stepEntropy + (tokens / places) * each), ...markers.map(() => 0)]),
    ...blockEntropies(
      [...steps, ...markers.map(() => places)].map((t) => scattered.placesEntropy(t) + scattered.expected(t) * each),
    ),
    ...inputLine([...held, ...markers.map((left) => left * each)], name),
    ...historyLine(
      [...held.slice(1).map((nats, i) => nats - added[i + 1]), ...markers.map((left) => left * each)],
      name,
    ),
    ...markers.map((_, k) => ({
      quantity: 'outputInformation',
      source: 'X',
      target: 'Y',
      time: places + k + 1,
      nats: each,
      name: verbatim('I(X;Y)'),
    })),
    ...memoryLine(
      'H',
      [
        ...markers.map(() => 0),
        ...steps.map((age) => lastToken(symbols, tokens / places, scattered.lastIs(places - age + 1))),
      ],
      name,
    ),
  ];
}

/**
 * I(X_t; last token), nats: a token stands at step t with probability `some`, and is the last one with probability
 * `last`.
 */
function lastToken(symbols: number, some: number, last: number): number {
  const same = (some - last) / symbols ** 2 + last / symbols;
  const other = (some - last) / symbols ** 2;
  const ofInput = symbols * entropyTerm(some / symbols) + entropyTerm(1 - some);
  const ofTokens = symbols * entropyTerm(same) + symbols * (symbols - 1) * entropyTerm(other);
  const ofBlank = symbols * entropyTerm((1 - some) / symbols);
  return Math.max(0, ofInput + Math.log(symbols) - ofTokens - ofBlank);
}
