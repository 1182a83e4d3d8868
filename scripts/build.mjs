// Builds all of dist/: the kernels, the programs, the page, the published schema, and the files that they load.
import { build } from 'esbuild';
import { readdirSync, readFileSync } from 'node:fs';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assets } from './assets.mjs';
import { buildKernels } from './build-kernels.mjs';
import { buildNativeKernels } from './native.mjs';
import { buildPage } from './build-page.mjs';
import { buildWeb } from './build-web.mjs';
import { buildPrograms, programs, programOptions } from './build-programs.mjs';
import { bundledFile, bundledFolders } from './bundled.mjs';
import { schemaIn } from './schema-words.mjs';
import { languages, translationOf } from './strings.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const watch = process.argv.includes('--watch');
const development = watch || process.argv.includes('--development');

/** @throws Error if a package no longer contains the files to ship */
async function copyAssets() {
  await Promise.all(
    ['wasm', 'native', 'hdf5'].map((folder) => rm(join(root, 'dist', folder), { recursive: true, force: true })),
  );
  for (const { source, target, pattern } of assets) {
    const from = join(root, 'node_modules', source);
    const files = readdirSync(from).filter((name) => pattern.test(name));
    if (files.length === 0) throw new Error(`${from} has no file that matches ${String(pattern)}.`);
    await mkdir(join(root, 'dist', target), { recursive: true });
    for (const file of files) await cp(join(from, file), join(root, 'dist', target, file));
  }
}

/** The files of the examples that the packer's rules take: a web server does not list folders. */
async function listExamples() {
  const rules = readFileSync(join(root, '.vscodeignore'), 'utf8');
  const endings = [...rules.matchAll(/^!examples\/\*\*\/\*(\.\S+)$/gm)].map(([, ending]) => ending);
  const files = readdirSync(join(root, 'examples'), { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => endings.some((ending) => path.endsWith(ending)))
    .sort();
  await writeFile(join(root, 'dist/examples.json'), JSON.stringify(files));
}

async function publishSchema() {
  const out = join(root, 'dist/publishedSchema.cjs');
  await build({
    ...programOptions(development),
    entryPoints: { publishedSchema: 'src/config/publishedSchema.ts' },
    outExtension: { '.js': '.cjs' },
  });
  const { publishedSchema } = createRequire(import.meta.url)(out);
  const schema = publishedSchema();
  await writeFile(join(root, 'dist/rnn.schema.json'), JSON.stringify(schema, null, 2));
  for (const language of languages) {
    const inLanguage = schemaIn(schema, translationOf(language));
    await writeFile(join(root, `dist/rnn.schema.${language}.json`), JSON.stringify(inLanguage, null, 2));
  }
  await rm(out);
}

await mkdir(join(root, 'dist'), { recursive: true });
await buildKernels();
await buildNativeKernels(join(root, 'dist/kernels'));
await copyAssets();
await publishSchema();
await listExamples();
const metafiles = [
  await buildPrograms(programs, { development, watch }),
  await buildWeb({ development, watch }),
  await buildPage({ development, watch }),
];
await writeFile(join(root, bundledFile), JSON.stringify(bundledFolders(metafiles), null, 1));
