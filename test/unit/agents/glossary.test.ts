import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { terms } from '../../../src/agents/terms';

const path = join(__dirname, '../../../docs/glossary.md');

/** The table between the introduction and the Chinese terms. */
const place = /(\| term \| meaning \|\n\| --- \| --- \|\n)(?:\|.*\n)+/;
const cell = (text: string): string => text.replaceAll('|', '\\|');
const rows = terms.map(({ term, meaning }) => `| ${cell(term)} | ${cell(meaning)} |\n`).join('');

test('docs/glossary.md has the terms that the tools explain (UPDATE_GLOSSARY=1 writes them)', () => {
  const text = readFileSync(path, 'utf8');
  const expected = text.replace(place, (_, head: string) => head + rows);
  if (process.env.UPDATE_GLOSSARY === '1') writeFileSync(path, expected);
  else expect(text).toBe(expected);
  expect(text).toMatch(place);
});

test('no term is there twice', () => expect(new Set(terms.map(({ term }) => term)).size).toBe(terms.length));
