// Bundles everything that ships into dist/: the extension, the engine and its workers, the command line, the page.
import { build, context } from 'esbuild';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const watch = process.argv.includes('--watch');
const development = watch || process.argv.includes('--development');

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
  external: ['vscode', 'bullmq', 'ioredis'],
};

const browser = {
  ...shared,
  platform: 'browser',
  format: 'iife',
  target: 'chrome120',
  mainFields: ['browser', 'module', 'main'],
};

const present = (entries) => Object.fromEntries(Object.entries(entries).filter(([, path]) => existsSync(join(root, path))));

const bundles = [
  { ...node, entryPoints: present({ extension: 'src/extension.ts', engine: 'src/engine/engine.ts', estimationWorker: 'src/engine/estimationWorker.ts', cli: 'src/cli.ts' }) },
  { ...browser, entryPoints: present({ page: 'webview/main.ts' }) },
];

async function buildKernels() {
  const script = join(root, 'scripts', 'build-kernels.mjs');
  if (existsSync(script)) await (await import(script)).buildKernels();
}

async function copyAssets() {
  const wasm = join(root, 'node_modules/@tensorflow/tfjs-backend-wasm/dist');
  await mkdir(join(root, 'dist/wasm'), { recursive: true });
  for (const file of readdirSync(wasm).filter((name) => name.endsWith('.wasm'))) {
    await cp(join(wasm, file), join(root, 'dist/wasm', file));
  }
  const binding = join(root, 'node_modules/@tensorflow/tfjs-node/binding');
  await mkdir(join(root, 'dist/native'), { recursive: true });
  for (const file of readdirSync(binding).filter((name) => /\.(cc|h)$/.test(name))) {
    await cp(join(binding, file), join(root, 'dist/native', file));
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
