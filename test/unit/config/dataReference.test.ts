import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { expect, it } from 'vitest';
import { dataSchema } from '../../../src/config/schema/data';

const root = path.join(import.meta.dirname, '../../..');

it('the reference of own data names every key, and no other', () => {
  const { anyOf, oneOf } = z.toJSONSchema(dataSchema, { io: 'input' });
  const tasks = z.array(z.object({ properties: z.record(z.string(), z.unknown()) })).parse(oneOf ?? anyOf);
  const file = tasks.find(({ properties }) => JSON.stringify(properties.task).includes('"file"'));
  const keys = Object.keys(file!.properties).filter((key) => key !== 'task');
  const reference = readFileSync(path.join(root, 'docs/data.md'), 'utf8');
  const rows = reference.split('\n').filter((line) => line.startsWith('| '));
  const named = rows.flatMap((row) => {
    const cells = row.split(' | ');
    // The second column of the files, and the first of the keys.
    return [
      ...cells
        .slice(0, 2)
        .join(' ')
        .matchAll(/`([a-zA-Z]+)`/g),
    ].map(([, key]) => key);
  });
  for (const key of keys) expect(named, key).toContain(key);
  const pairs = tasks.find(({ properties }) => JSON.stringify(properties.task).includes('"pairs"'));
  const keysOfPairs = Object.keys(pairs!.properties).filter((key) => key !== 'task');
  const [end, last] = ['## Pairs of sentences', '## Recorded states'].map((title) => reference.indexOf(title));
  for (const key of firstCells(reference.slice(reference.indexOf('## Keys'), end))) expect(keys).toContain(key);
  expect(firstCells(reference.slice(end, last)).sort()).toEqual(keysOfPairs.sort());
});

/** The names in the first column of a table. */
const firstCells = (text: string): string[] =>
  [...text.matchAll(/^\| (`[^|]*`) \|/gm)].flatMap(([, cell]) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, key]) => key),
  );
