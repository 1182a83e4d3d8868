import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

const textOf = (file: string): Promise<string> => readFile(new URL(`../../../${file}`, import.meta.url), 'utf8');

/** The charts that docs/charts.md describes: its headings. */
const described = async (): Promise<string[]> =>
  [...(await textOf('docs/charts.md')).matchAll(/^## (.+)$/gm)].map(([, title]) => title);

/** The first cells of the rows of a table. */
const firstCells = (text: string): string[] => [...text.matchAll(/^\| (.+?) \|/gm)].map(([, cell]) => cell);

it('the reading list has sources for every chart', async () => {
  const cells = firstCells(await textOf('docs/reading.md')).join(', ');
  expect((await described()).filter((title) => !`${cells}, `.includes(`${title}, `))).toEqual([]);
});

it('the README says how to read every chart', async () => {
  const readme = await textOf('README.md');
  const cells = firstCells(readme.slice(readme.indexOf('## How to read each chart')));
  expect((await described()).filter((title) => !cells.some((cell) => cell.includes(`**${title}**`)))).toEqual([]);
});
