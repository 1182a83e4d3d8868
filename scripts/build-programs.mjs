// Bundles the programs that run on Node into dist/: the extension, the engine and its workers, the command line, the
// benchmarks.
import { build, context } from 'esbuild';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Identifies this state of the sources, so that cached results of another version are not used. */
function buildId() {
  const hash = createHash('sha256');
  for (const folder of ['src', 'kernels']) {
    const files = readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).filter(
      (entry) => entry.isFile() && /\.(ts|cc|h)$/.test(entry.name),
    );
    for (const path of files
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => !path.startsWith(join(root, 'src/generated')))
      .sort())
      hash.update(readFileSync(path));
  }
  return hash.digest('hex').slice(0, 16);
}

/** The version in package.json. */
export const productVersion = () => JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;

/**
 * @param {boolean} development whether to keep the bundles readable
 * @returns {import('esbuild').BuildOptions}
 */
export const programOptions = (development) => ({
  bundle: true,
  absWorkingDir: root,
  outdir: 'dist',
  sourcemap: development ? 'linked' : false,
  minify: !development,
  keepNames: false,
  logLevel: 'warning',
  legalComments: 'none',
  // A bundler cannot see the requires of jsonc-parser's UMD build.
  mainFields: ['module', 'main'],
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  define: { BUILD_ID: JSON.stringify(buildId()), PRODUCT_VERSION: JSON.stringify(productVersion()) },
  external: ['vscode', 'bullmq', 'ioredis'],
  // tfjs-node requires the union package. This alias gives it the bundle's single tfjs-core, without layers, converter
  // and webgl.
  alias: { '@tensorflow/tfjs': join(root, 'src/runtime/tfjsForBundles.ts') },
});

/** The programs of the package, by their names in dist/. */
export const shippedPrograms = {
  extension: 'src/extension.ts',
  engine: 'src/engine/process/engine.ts',
  estimationWorker: 'src/engine/estimation/estimationWorker.ts',
  sweepWorker: 'src/engine/sweep/sweepWorker.ts',
  cli: 'src/cli.ts',
};

/** All programs, by their names in dist/. */
export const programs = {
  ...shippedPrograms,
  bench: 'bench/main.ts',
  accuracy: 'bench/accuracy/run.ts',
  faultCheck: 'test/faults/support/checkProcess.ts',
};

/**
 * Bundles programs; with `watch`, again whenever their sources change.
 * @param {Record<string, string>} entryPoints
 * @param {{ development?: boolean, watch?: boolean, overrides?: import('esbuild').BuildOptions }} options
 * @returns {Promise<import('esbuild').Metafile | undefined>} which files went into each program; none while watching
 * @throws Error if an entry point is missing or does not build
 */
export async function buildPrograms(entryPoints, { development = false, watch = false, overrides = {} } = {}) {
  const options = { ...programOptions(development), ...overrides, entryPoints };
  if (!watch) return (await build({ ...options, metafile: true })).metafile;
  await (await context(options)).watch();
  return undefined;
}
