// Bundles everything that ships into dist/: the extension, the engine and its workers, the command line, the page.
import { build, context } from 'esbuild';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPage } from './build-page.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const watch = process.argv.includes('--watch');
const development = watch || process.argv.includes('--development');

/** Names this state of the sources, so that what an older program kept is not taken for this one's. */
function buildId() {
  const hash = createHash('sha256');
  for (const folder of ['src', 'kernels']) {
    const files = readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).filter(
      (entry) => entry.isFile() && entry.name.endsWith('.ts'),
    );
    for (const path of files
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
      .filter((path) => !path.includes('generated'))
      .sort())
      hash.update(readFileSync(path));
  }
  return hash.digest('hex').slice(0, 16);
}

const shared = {
  bundle: true,
  absWorkingDir: root,
  outdir: 'dist',
  sourcemap: development ? 'linked' : false,
  minify: !development,
  keepNames: false,
  logLevel: 'warning',
  legalComments: 'none',
  // jsonc-parser's UMD build hides its requires from a bundler.
  mainFields: ['module', 'main'],
};

const node = {
  ...shared,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  define: { BUILD_ID: JSON.stringify(buildId()) },
  external: ['vscode', 'bullmq', 'ioredis'],
  // tfjs-node's JavaScript asks for the union package: this gives it the bundle's one tfjs-core and leaves layers,
  // converter and webgl out.
  alias: { '@tensorflow/tfjs': join(root, 'src/runtime/tfjsForBundles.ts') },
};

const present = (entries) =>
  Object.fromEntries(Object.entries(entries).filter(([, path]) => existsSync(join(root, path))));

const bundles = [
  {
    ...node,
    entryPoints: present({
      extension: 'src/extension.ts',
      engine: 'src/engine/process/engine.ts',
      estimationWorker: 'src/engine/estimation/estimationWorker.ts',
      sweepWorker: 'src/engine/sweep/sweepWorker.ts',
      cli: 'src/cli.ts',
      bench: 'bench/main.ts',
      accuracy: 'bench/accuracy/run.ts',
    }),
  },
];

async function buildKernels() {
  const script = join(root, 'scripts', 'build-kernels.mjs');
  if (existsSync(script)) await (await import(script)).buildKernels();
}

async function copyAssets() {
  await Promise.all(
    ['wasm', 'native'].map((folder) => rm(join(root, 'dist', folder), { recursive: true, force: true })),
  );
  const assets = [
    ['@tensorflow/tfjs-backend-wasm/dist', 'wasm', /^tfjs-backend-wasm(-simd)?\.wasm$/],
    ['@tensorflow/tfjs-node/binding', 'native', /\.(cc|h)$/],
    ['node-api-headers/include', 'native', /\.h$/],
  ];
  for (const [source, target, pattern] of assets) {
    const from = join(root, 'node_modules', source);
    await mkdir(join(root, 'dist', target), { recursive: true });
    for (const file of readdirSync(from).filter((name) => pattern.test(name)))
      await cp(join(from, file), join(root, 'dist', target, file));
  }
}

async function publishSchema() {
  const entry = join(root, 'src/config/publishedSchema.ts');
  if (!existsSync(entry)) return;
  const out = join(root, 'dist/publishedSchema.cjs');
  await build({ ...node, entryPoints: { publishedSchema: entry }, outExtension: { '.js': '.cjs' } });
  const { createRequire } = await import('node:module');
  const { publishedSchema } = createRequire(import.meta.url)(out);
  await writeFile(join(root, 'dist/rnn.schema.json'), JSON.stringify(publishedSchema(), null, 2));
  await rm(out);
}

await mkdir(join(root, 'dist'), { recursive: true });
await buildKernels();
await copyAssets();
await publishSchema();
for (const options of bundles) {
  if (Object.keys(options.entryPoints).length === 0) continue;
  if (watch) await (await context(options)).watch();
  else await build(options);
}
await buildPage({ development, watch });
