import { expect, test } from 'vitest';
import { toCsv } from '../../../webview/model/csv';
import { formatSeconds, formatValue } from '../../../src/result/format';
import { convert } from '../../../src/result/units';
import { inScript } from '../../../src/result/reportPage';

const columns = [
  { label: 'layer', numeric: false },
  { label: 'value (bits)', numeric: true },
];

test('cells are quoted where they must be, and numbers keep every digit', () => {
  expect(
    toCsv(columns, [
      ['a,"b"', 1 / 3],
      ['c', undefined],
      ['two\nlines', Infinity],
    ]),
  ).toBe('layer,value (bits)\r\n"a,""b""",0.3333333333333333\r\nc,\r\n"two\nlines",\r\n');
});

test('text that a spreadsheet would run stays text', () => {
  expect(
    toCsv(columns, [
      ['=1+1', -2],
      ['+x', 0],
      ['-x', 1],
    ]),
  ).toBe("layer,value (bits)\r\n'=1+1,-2\r\n'+x,0\r\n'-x,1\r\n");
});

test('numbers are short, never NaN, never minus zero', () => {
  expect([0, -0.001, 1.987, 9.999, 23.97, 123.4, NaN, Infinity].map(formatValue)).toEqual([
    '0.00',
    '0.00',
    '1.99',
    '10.0',
    '24.0',
    '123',
    '–',
    '–',
  ]);
  expect([0.2, 4.4, 75, 200, 7500].map(formatSeconds)).toEqual(['1 s', '4 s', '75 s', '3 min', '2 h 5 min']);
});

test('bits and nats go to and fro', () => {
  expect(convert(1, 'bits', 'nats')).toBeCloseTo(Math.LN2, 15);
  expect(convert(convert(0.7, 'bits', 'nats'), 'nats', 'bits')).toBeCloseTo(0.7, 15);
  expect(convert(0.7, 'nats', 'nats')).toBe(0.7);
});

test('no text of a run can leave its script element', () => {
  const hostile = { name: '</script><script>alert(1)</script><!--', line: '\u2028' };
  const text = inScript(hostile);
  expect(text).not.toMatch(/<|\u2028/);
  expect(JSON.parse(text)).toEqual(hostile);
});
