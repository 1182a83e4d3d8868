import { expect, test } from 'vitest';
import { markdownSummary } from '../../../../src/result/exports/markdown';
import { ResultIndex } from '../../../../src/result/resultIndex';
import { fakeResult } from '../../../../webview/fake/result';

const of = { title: 'delayed-copy.rnn.json', time: new Date(Date.UTC(2031, 4, 6, 7, 8)) };

test('the summary names config, date, backend and seed, and has numbers with limits and the config', () => {
  const result = fakeResult();
  const text = markdownSummary(result, of);
  expect(text.startsWith('# delayed-copy.rnn.json\n')).toBe(true);
  expect(text).toContain('- date: 2031-05-06 07:08 UTC');
  expect(text).toContain(`- seed: ${result.environment.seed}`);
  const one = new ResultIndex(result).atEnd('inputInformation', 'memory')!;
  expect(text).toMatch(new RegExp(`\\| memory \\| \\d+ \\| [^|]*${one.value.toFixed(2)} \\\\\\[`));
  const config = /```json\n([^]+?)\n```/.exec(text)?.[1] ?? '';
  expect(JSON.parse(config)).toEqual(result.config);
  // Every row of a table has as many cells as its head.
  for (const table of text.split('\n\n').filter((part) => part.startsWith('|'))) {
    const cells = table.split('\n').map((line) => line.replaceAll('\\|', '').split('|').length);
    expect(new Set(cells).size, table).toBe(1);
  }
});

test('names from files are no markup', () => {
  const result = fakeResult();
  result.findings = [{ message: '{0} | holds', args: ['<img src=x> [a](javascript:b) *c*\n# d'] }];
  const text = markdownSummary(result, of);
  expect(text).toContain('- \\<img src=x\\> \\[a\\](javascript:b) \\*c\\* \\# d \\| holds');
});

test('it speaks the language that it is given', () => {
  const text = markdownSummary(fakeResult(), of, ({ message }) => (message === 'Suggestions' ? '建议' : message));
  expect(text).toContain('## 建议');
});
