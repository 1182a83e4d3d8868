import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config/readConfig';
import { configTemplates } from '../../../src/config/templates/templates';

const [{ text: right }] = configTemplates;

/** The config after the quick fixes of all its mistakes. */
function mended(text: string): string {
  const fixes = readConfig(text).problems.flatMap(({ fix }) => (fix ? [fix] : []));
  expect(fixes.length).toBeGreaterThan(0);
  return [...fixes]
    .sort((a, b) => b.range.start - a.range.start)
    .reduce((all, { range, newText }) => all.slice(0, range.start) + newText + all.slice(range.end), text);
}

describe('a quick fix mends', () => {
  it.each([
    ['a number in quotes', '"units": 16', '"units": "16"'],
    ['a true in quotes', '"units": 16', '"units": 16, "residual": "false"'],
    ['a name without quotes', '"name": "memory"', '"name": 7'],
    ['one entry where a list belongs', '"units": 16', '"units": 16, "skip": "X"'],
    ['a name that another layer has', '"name": "out"', '"name": "memory"'],
    ['a delay beyond the sequence', '"delay": 3', '"delay": 30'],
    ['a word with a slip', '"lstm"', '"ltsm"'],
    ['a missing head', ',\n      { "type": "dense", "name": "out", "units": 4, "activation": "softmax" }', ''],
  ])('%s', (_, from, to) => {
    const wrong = right.replace(from, to);
    expect(wrong).not.toBe(right);
    expect(readConfig(wrong).config).toBeUndefined();
    const { problems } = readConfig(mended(wrong));
    // A name such as "7" is a text, but no name yet.
    expect(problems.filter(({ message }) => !message.includes('must be a letter'))).toEqual([]);
  });

  it('nothing where no value is sure', () => {
    const wrong = right.replace('"units": 16', '"units": "many"');
    expect(readConfig(wrong).problems.map(({ fix }) => fix)).toEqual([undefined]);
  });
});
