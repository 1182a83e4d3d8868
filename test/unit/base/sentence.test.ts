import { expect, it } from 'vitest';
import { inEnglish, sentence } from '../../../src/base/sentence';

it('shows control characters and marks of direction of a file as escapes', () => {
  const named = (name: string): string => inEnglish(sentence('There is no column {0}.', name));
  expect(named('a\u001b[31mb')).toBe('There is no column a\\u001b[31mb.');
  expect(named('a\u202eb\u0007')).toBe('There is no column a\\u202eb\\u0007.');
  expect(named('äöü 信息 🙂')).toBe('There is no column äöü 信息 🙂.');
});

it('cuts what nobody could read', () => {
  expect(inEnglish(sentence('{0}', 'x'.repeat(100_000))).length).toBe(1000);
});
