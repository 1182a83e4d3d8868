import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config/readConfig';

/** A config with further keys. */
const withKeys = (count: number): string =>
  JSON.stringify({
    data: { task: 'parity' },
    model: { layers: [{ type: 'dense', units: 2 }] },
    ...Object.fromEntries(Array.from({ length: count }, (_, i) => [`key${i}`, i])),
  });

describe('very many mistakes', () => {
  it.each([
    ['unknown keys', withKeys(100_000), 99_900],
    ['characters that are no JSON', '-'.repeat(100_000), 99_901],
  ])('%s: the first are shown, and the others counted', (_, text, others) => {
    const { problems, config } = readConfig(text);
    expect(config).toBeUndefined();
    expect(problems).toHaveLength(101);
    expect(problems[100].message).toBe(
      `There are ${others} more mistakes. Correct the first 100, and the others are shown.`,
    );
  });

  it('does not refuse a config for its warnings', () => {
    const twice = Array.from({ length: 150 }, (_, i) => `"k${i}": 1, "k${i}": 2`).join(', ');
    const { problems, config } = readConfig(
      `{ "data": { "task": "parity" }, "model": { "layers": [{ "type": "dense", "units": 2 }] }, ${twice} }`,
    );
    // The keys are unknown besides: these errors come first.
    expect(config).toBeUndefined();
    expect(problems.slice(0, 100).every((problem) => problem.severity === 'error')).toBe(true);
    const seeds = `{ "data": { "task": "parity" }, ${'"seed": 1, '.repeat(150)} "model": { "layers": [{ "type": "dense",
      "units": 2 }] } }`;
    expect(readConfig(seeds).config).toBeDefined();
    expect(readConfig(seeds).problems).toHaveLength(101);
  });

  // The work of the last name alone would be 10 000 comparisons, were each name sought from the first number on.
  it('names ten thousand layers without names', () => {
    const layers = Array.from({ length: 10_000 }, () => ({ type: 'lstm', units: 4 }));
    const reading = readConfig(JSON.stringify({ data: { task: 'parity' }, model: { layers } }));
    expect(reading.layers.at(-1)?.name).toBe('lstm10000');
    expect(reading.problems).toHaveLength(1);
  });
});
