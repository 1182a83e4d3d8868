import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { applyEdits, modify, parse } from 'jsonc-parser';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { studyNames } from '../../src/config/schema/studies/studyNames';
import { parseResultText } from '../../src/result/resultText';
import type { AnalysisResult } from '../../src/result/result';
import { sentenceFaults } from '../support/citations';
import { theoremFaults } from '../support/theorems/faults';
import { rnnInfoflow, root } from '../unit/cli/command';

/** These take minutes as they ship: a shorter training says as many sentences. */
const shortened: ReadonlySet<string> = new Set([
  'modern-cells',
  'shelf',
  'fading',
  'language',
  'overfitting',
  'smaller-table',
  'noisy-attention',
  'infomax',
  'in-noise',
  'doubt',
  'enhance',
  'attribution',
  'translation',
]);

const shorter: readonly (readonly [path: string[], value: number])[] = [
  [['training', 'epochs'], 3],
  [['analysis', 'snapshots'], 2],
  [['analysis', 'samples'], 500],
];

/** Sharper numbers say nothing else. */
const quick: typeof shorter = [[['analysis', 'budget'], 0.3]];

/** Two repetitions have sentences of all kinds. */
const fewerSeeds = (text: string): typeof shorter => {
  const config: unknown = parse(text);
  return studyNames
    .filter((name) => typeof config === 'object' && config !== null && name in config)
    .filter((name) => name !== 'sweep' || text.includes('"select"'))
    .map((name) => [[name, 'seeds'], 2]);
};

const folders = await readdir(join(root, 'examples'));
const configs = (
  await Promise.all(
    folders.map(async (folder) =>
      (await readdir(join(root, 'examples', folder)))
        .filter((name) => name.endsWith('.rnn.json'))
        .map((name) => ({ folder, name })),
    ),
  )
).flat();

let copies: string;
beforeAll(async () => {
  copies = await mkdtemp(join(tmpdir(), 'examples-'));
  await cp(join(root, 'examples'), copies, { recursive: true });
});
afterAll(() => rm(copies, { recursive: true }));

it.each(configs)('$name says what its numbers say, and no number that a theorem excludes', async ({ folder, name }) => {
  const path = join(copies, folder, name);
  const text = await readFile(path, 'utf8');
  const changes = shortened.has(basename(name, '.rnn.json')) ? [...shorter, ...quick] : quick;
  const all = [...changes, ...fewerSeeds(text)];
  await writeFile(
    path,
    all.reduce((edited, [at, value]) => applyEdits(edited, modify(edited, at, value, {})), text),
  );
  const { status, stdout, stderr } = await rnnInfoflow(['analyze', path, '--json', '--no-cache', '--backend', 'wasm']);
  expect(status, stderr).toBe(0);
  const result = parseResultText(stdout) as AnalysisResult;
  expect(result.findings.length + (result.networks ?? []).flatMap(({ findings }) => findings).length).toBeGreaterThan(
    0,
  );
  expect(sentenceFaults(result)).toEqual([]);
  expect(theoremFaults(result)).toEqual([]);
});
