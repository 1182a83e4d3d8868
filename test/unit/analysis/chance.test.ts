import { expect, it } from 'vitest';
import { chanceAt, chanceLevels } from '../../../src/analysis/measures/chance';
import { entropyOf } from '../../../src/data/exactValues';
import type { SequenceSet } from '../../../src/data/dataset';
import { discreteSequences } from '../../../src/data/sequences';

/** Sequences of two steps of three symbols, whose targets are the symbols themselves. */
function setOf(...symbols: number[]): SequenceSet {
  const inputs = discreteSequences(Int32Array.from(symbols), symbols.length / 2, 2, 3);
  return { inputs, targets: { ...inputs, at: 'every' } };
}
const training = setOf(0, 1, 0, 1, 0, 2);
const scored = setOf(0, 2, 1, 2, 1, 1);
const share = (levels: { target: string; share: number }[]): number | undefined =>
  levels.find(({ target }) => target === 'Y')?.share;

it('of an even law is one of its symbols, however the sample fell out', () => {
  const known = { exact: [entropyOf('Y', Math.log(3))], training };
  expect(chanceAt(known, 'Y', 2, Int32Array.of(2, 2, 1))).toBe(1 / 3);
  expect(share(chanceLevels(known, scored))).toBe(1 / 3);
});

it('of an uneven law is how often the commonest training target is right among those scored', () => {
  const known = { exact: [entropyOf('Y', 1)], training };
  // Of the second steps 1 is the commonest in training, and two of the three that are scored.
  expect(chanceAt(known, 'Y', 2, Int32Array.of(1, 2, 1))).toBe(2 / 3);
  // One of three is less than one of the two symbols that there are at this step.
  expect(chanceAt(known, 'Y', 2, Int32Array.of(2, 2, 1))).toBe(1 / 2);
  // Of all steps 0 is, one of the six that are scored: fewer than one in as many as there are symbols.
  expect(share(chanceLevels(known, scored))).toBe(1 / 3);
});

it('of a task that asks for fewer symbols than the alphabet has is one of those', () => {
  const two = setOf(0, 1, 1, 0);
  expect(chanceAt({ exact: [entropyOf('Y', Math.LN2)], training: two }, 'Y', 1, Int32Array.of(0, 0, 1))).toBe(0.5);
});
