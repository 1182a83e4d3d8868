import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { editedConfig, type ConfigEdit } from '../../src/config/edits';
import { readConfig } from '../../src/config/readConfig';
import type { AnalysisConfig } from '../../src/config/schema/config';
import { studyNames } from '../../src/config/schema/studies/studyNames';
import { root } from '../unit/cli/command';
import { documentOf } from './documentOf';

/** Files that analyse examples as they ship, or but for their budget, all sentences and theorems included. */
const asShipped: Readonly<Record<string, readonly string[]>> = {
  'analysis.test.ts': [
    'binary-bottleneck',
    'deterministic-bottleneck',
    'entropy-bottleneck',
    'gaussian-bottleneck',
    'infomax',
    'multi-task',
    'vae',
  ],
  'examples.test.ts': ['language', 'own-activations', 'speech', 'vision'],
  'freshHistories.test.ts': ['delayed-copy'],
  'longRange.test.ts': ['fading', 'shelf'],
  'networks.test.ts': ['ib-rnn'],
  'phases.test.ts': ['by-heart', 'information-plane-phases', 'with-bottleneck'],
  'sameNumbers.test.ts': ['markov', 'recurrent-noise'],
  'studies.test.ts': ['columns'],
  'trials.test.ts': ['delayed-match', 'evidence'],
};

/** Training these takes minutes: fewer epochs say as many sentences. */
const slow: ReadonlySet<string> = new Set([
  'attribution',
  'doubt',
  'enhance',
  'in-noise',
  'modern-cells',
  'noisy-attention',
  'overfitting',
  'smaller-table',
  'translation',
]);

/**
 * Sentences cite the records of their own document, and theorems hold for any network, trained or not, and for any
 * number of sequences: two snapshots have a beginning and an end, three a way between, and sharper numbers say nothing
 * else.
 */
const quicker = (name: string, { training, analysis }: AnalysisConfig): ConfigEdit[] => [
  { path: ['training', 'epochs'], value: Math.min(slow.has(name) ? 3 : 8, training.epochs) },
  { path: ['analysis', 'snapshots'], value: Math.min(slow.has(name) ? 2 : 3, analysis.snapshots) },
  { path: ['analysis', 'samples'], value: Math.min(500, analysis.samples) },
  { path: ['analysis', 'budget'], value: 0.3 },
];

/** Two repetitions have sentences of all kinds, and so have two sizes. */
function fewerTrials(config: AnalysisConfig, text: string): ConfigEdit[] {
  const { compress } = config;
  return [
    ...studyNames
      .filter((name) => config[name] !== undefined)
      .filter((name) => name !== 'sweep' || text.includes('"select"'))
      .map((name) => ({ path: [name, 'seeds'], value: 2 })),
    ...(compress?.sizes
      ? [
          { path: ['compress', 'sizes'], value: compress.sizes.slice(-2) },
          { path: ['compress', 'epochs'], value: 3 },
        ]
      : []),
  ];
}

const folders = await readdir(join(root, 'examples'));
const configs = (
  await Promise.all(
    folders.map(async (folder) =>
      (await readdir(join(root, 'examples', folder)))
        .filter((name) => name.endsWith('.rnn.json'))
        .map((name) => ({ folder, name: basename(name, '.rnn.json') })),
    ),
  )
).flat();

let copies: string;
beforeAll(async () => {
  copies = await mkdtemp(join(tmpdir(), 'examples-'));
  await cp(join(root, 'examples'), copies, { recursive: true });
});
afterAll(() => rm(copies, { recursive: true }));

const elsewhere = new Set(Object.values(asShipped).flat());

it.each(configs.filter(({ name }) => !elsewhere.has(name)))(
  '$folder/$name says what its numbers say, and no number that a theorem excludes',
  async ({ folder, name }) => {
    const path = join(copies, folder, `${name}.rnn.json`);
    const text = await readFile(path, 'utf8');
    const { config } = readConfig(text);
    if (!config) throw new Error('The example is a config.');
    await writeFile(path, editedConfig(text, [...quicker(name, config), ...fewerTrials(config, text)]));
    const { findings, networks = [] } = await documentOf(['analyze', path]);
    expect([findings, ...networks.map((network) => network.findings)].flat().length).toBeGreaterThan(0);
  },
);

it.each(Object.entries(asShipped))('%s analyses the other examples as they ship', async (file, names) => {
  const text = await readFile(join(import.meta.dirname, file), 'utf8');
  expect(names.filter((name) => !new RegExp(`['/]${name}['.]`).test(text))).toEqual([]);
  expect(text).toContain("from './documentOf'");
});
