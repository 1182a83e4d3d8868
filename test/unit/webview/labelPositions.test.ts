import { expect, test } from 'vitest';
import { labelPositions, tickText } from '../../../webview/painters/common';
import { estimatorWords } from '../../../src/result/estimatorWords';
import { estimatorChoices } from '../../../src/result/estimatorChoices';
import { backendName } from '../../../src/result/backendName';
import { inEnglish } from '../../../src/base/sentence';

const limit = (value: number, named?: 'start' | 'end', axis: 'x' | 'y' = 'y') => ({
  axis,
  value,
  name: String(value),
  ...(named ? { named } : {}),
});

test('the names of two lines that lie close together stand at different ends', () => {
  const span = { low: 0, high: 10 };
  expect(labelPositions([limit(2), limit(2.3), limit(2.5), limit(6)], span)).toEqual(['end', 'start', 'center', 'end']);
  expect(labelPositions([limit(2, 'start'), limit(2.3, 'start')], span)).toEqual(['start', 'end']);
  expect(labelPositions([limit(2), limit(2, undefined, 'x')], span)).toEqual(['end', 'end']);
});

test('every estimator has a few words in the menu, and every backend one name', () => {
  for (const name of estimatorChoices) expect(inEnglish(estimatorWords[name]).length, name).toBeGreaterThan(4);
  const names = (['tensorflow', 'native', 'wasm', 'cpu'] as const).map((backend) => inEnglish(backendName(backend)));
  expect(new Set(names).size).toBe(4);
});

test('a tick between two names, or beyond them, has none', () => {
  const axis = { label: '', low: -0.5, high: 1.5, names: ['first', 'second'] };
  expect([-1, -0.5, 0, 0.5, 1, 1.5, 2].map((value) => tickText(value, axis))).toEqual([
    '',
    '',
    'first',
    '',
    'second',
    '',
    '',
  ]);
});
