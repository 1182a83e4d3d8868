import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { firstSentence } from '../../../src/editor/configs/firstSentence';

const examples = join(__dirname, '../../../examples');

test('reads the first sentence over several lines', () => {
  expect(firstSentence('{\n  // A cell of .5 bits\n  // in a.rnn.json. And more.\n  "seed": 1 }')).toBe(
    'A cell of .5 bits in a.rnn.json.',
  );
  expect(firstSentence('// How far? Not far.\n{}')).toBe('How far?');
  expect(firstSentence('{ // One line: two halves\n "seed": 1 }')).toBe('One line.');
  expect(firstSentence('{ // No point\n}')).toBe('No point');
});

test('a config without a comment has none', () => {
  expect(firstSentence('{ "seed": 1 } // at the end\n')).toBe('');
  expect(firstSentence('')).toBe('');
});

test('every example begins with a sentence that a list can show', () => {
  const configs = readdirSync(examples, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.rnn.json'),
  );
  expect(configs.length).toBeGreaterThan(25);
  for (const path of configs) {
    const sentence = firstSentence(readFileSync(join(examples, path), 'utf8'));
    expect(sentence.length, path).toBeGreaterThan(9);
    expect(sentence.length, `${path}: ${sentence}`).toBeLessThan(170);
  }
});
