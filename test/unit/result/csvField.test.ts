import { expect, it } from 'vitest';
import { csvField } from '../../../src/result/csvField';

it('makes text of what a spreadsheet would run, and leaves numbers alone', () => {
  expect(['=1+1', '+cmd', '@x', '-x()', '\tx'].map(csvField)).toEqual(["'=1+1", "'+cmd", "'@x", "'-x()", "'\tx"]);
  expect(['-1.5', '-.5', '-Infinity', '3', ''].map(csvField)).toEqual(['-1.5', '-.5', '-Infinity', '3', '']);
});

it('quotes commas, quotes and line ends', () => {
  expect(csvField('a, "b"\n')).toBe('"a, ""b""\n"');
});
