import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { helpAnchor, helpFile, helpHeadings } from '../../../src/page/chartHelp';
import { chartKinds } from '../../../webview/charts/catalog';

const [, ...sections] = readFileSync(join(import.meta.dirname, '..', '..', '..', helpFile), 'utf8').split(/^## /m);
const byHeading = new Map(sections.map((section) => [section.split('\n', 1)[0], section]));

it.each(chartKinds())('the chart "$id" has its part of the help', ({ id }) => {
  expect(helpHeadings).toHaveProperty(id);
});

it.each(Object.entries(helpHeadings))(
  'the help on %s has question, reading, example, pitfalls and source',
  (_, heading) => {
    const parts = [...(byHeading.get(heading) ?? '').matchAll(/^\*\*(.+?)\.\*\* /gm)].map(([, part]) => part);
    expect(parts).toEqual(['Question', 'How to read', 'Example', 'Pitfalls', 'Source']);
  },
);

it('has no part that no chart opens', () => {
  const opened: readonly string[] = Object.values(helpHeadings);
  expect([...byHeading.keys()].filter((heading) => !opened.includes(heading))).toEqual([]);
});

it('names places as Markdown viewers do', () => {
  expect(helpAnchor('others')).toBe('information-plane-other-estimators');
  expect(helpAnchor('loss')).toBe('training');
  expect(helpAnchor('toString')).toBe('');
});
