import { expect, test } from 'vitest';
import { Random } from '../../../../src/base/random';
import { emptyBits, isOn, levelsOf, ones, packBits, type UnitBits } from '../../../../webview/states/bits';
import { emptyMatches, match, patternOf, ranked } from '../../../../webview/states/pattern';

const units = 37;
const length = 9;
const sequences = 40;
const random = new Random(3);
const bytes = Uint8Array.from({ length: units * length * sequences }, () => random.integer(256));
const lengths = Int32Array.from({ length: sequences }, (_, i) => (i % 4 === 2 ? 5 : length));
const has = (state: number): boolean => state % length >= length - lengths[Math.floor(state / length)];

function packed(share: number): UnitBits {
  const levels = levelsOf(bytes, units, length * sequences, share, has);
  const bits = emptyBits(units, length * sequences);
  packBits(bits, bytes, units, levels, 0, 100);
  packBits(bits, bytes, units, levels, 100, length * sequences);
  return bits;
}

test('ones are counted', () => {
  for (const word of [0, 1, -1, 0x80000000 | 0, 0x12345678, -2])
    expect(ones(word)).toBe((word >>> 0).toString(2).replaceAll('0', '').length);
});

test('at most the chosen share of each unit’s values is on, and nearly as many', () => {
  for (const share of [0.1, 0.5]) {
    const bits = packed(share);
    const there = Array.from({ length: length * sequences }, (_, state) => state).filter(has);
    for (let unit = 0; unit < units; unit++) {
      const on = there.filter((state) => isOn(bits, state, unit)).length / there.length;
      expect(on).toBeLessThanOrEqual(share);
      expect(on).toBeGreaterThan(share - 0.03);
    }
  }
});

test('a unit that never changes is not on', () => {
  const levels = levelsOf(new Uint8Array(20).fill(9), 2, 10, 0.5, () => true);
  expect([...levels]).toEqual([10, 10]);
});

const searched = { sequence: 6, from: 7, to: 8 };
const states = { bits: packed(0.5), length, sequences, lengths };

test('a pattern has the units that keep their level over the range, but those left out', () => {
  const pattern = patternOf(states, units, searched, new Set([0, 36]));
  const at = (step: number, unit: number): boolean => isOn(states.bits, 6 * length + step, unit);
  for (let unit = 0; unit < units; unit++) {
    const counts = ((pattern.mask[unit >> 5] >>> (unit & 31)) & 1) === 1;
    expect(counts, `unit ${unit}`).toBe(at(7, unit) === at(8, unit) && unit !== 0 && unit !== 36);
    expect(((pattern.on[unit >> 5] >>> (unit & 31)) & 1) === 1).toBe(counts && at(7, unit));
  }
  expect(pattern.units).toBe([...pattern.mask].reduce((sum, word) => sum + ones(word), 0));
});

test('the best range of each sequence is that of comparing every cell, none overlapping the searched one', () => {
  const pattern = patternOf(states, units, searched, new Set());
  const matches = emptyMatches(sequences);
  match(states, pattern, searched, matches, 0, 17);
  match(states, pattern, searched, matches, 17, sequences);
  const wants = Array.from({ length: units }, (_, unit) => unit).filter(
    (unit) => ((pattern.mask[unit >> 5] >>> (unit & 31)) & 1) === 1,
  );
  for (let sequence = 0; sequence < sequences; sequence++) {
    let best = { score: -1, start: 0 };
    for (let start = length - lengths[sequence]; start + 1 < length; start++) {
      if (sequence === 6 && start + 1 >= 7) continue;
      const cells = wants.flatMap((unit) =>
        [start, start + 1].map(
          (step) => isOn(states.bits, sequence * length + step, unit) === isOn(states.bits, 6 * length + 7, unit),
        ),
      );
      const score = cells.filter(Boolean).length / cells.length;
      if (score > best.score + 1e-9) best = { score, start };
    }
    expect(matches.scores[sequence]).toBeCloseTo(best.score, 5);
    expect(matches.starts[sequence]).toBe(best.start);
  }
});

test('a sequence too short for the pattern has no match, and the list is by agreement', () => {
  const wide = { sequence: 0, from: 1, to: 8 };
  const matches = emptyMatches(sequences);
  match(states, patternOf(states, units, wide, new Set()), wide, matches, 0, sequences);
  expect(matches.scores[2]).toBe(-1);
  // The only range of the length in its own sequence overlaps the searched one.
  expect(matches.scores[0]).toBe(-1);
  const best = ranked(matches, 5);
  const sorted = [...matches.scores.keys()].sort((a, b) => matches.scores[b] - matches.scores[a] || a - b);
  expect(best).toEqual(sorted.slice(0, 5));
});
