// Bundles the programs that run in a browser: the extension of a browser-only VS Code, and the engine in its worker.
import { build, context } from 'esbuild';
import { join } from 'node:path';
import { programOptions, root } from './build-programs.mjs';

/** The programs of the package, by their names in dist/. */
export const webPrograms = { 'web/extension': 'src/webExtension.ts', 'web/engine': 'src/engine/web/engine.ts' };

/** What stands in for Node's modules: files of src/browser. */
const twins = new Map(
  Object.entries({
    'node:path': 'path',
    'node:path/posix': 'path',
    'node:fs': 'fs',
    'node:fs/promises': 'fsPromises',
    'node:crypto': 'crypto',
    'node:os': 'os',
    'node:stream': 'stream',
    'node:zlib': 'zlib',
    'node:stream/promises': 'stream',
  }).map(([name, file]) => [name, join(root, `src/browser/${file}.ts`)]),
);

/**
 * A module of which every function fails when it is called: what needs it is not for a browser.
 */
async function absent(/** @type {string} */ name) {
  const names = Object.keys(await import(name)).filter((key) => key !== 'default' && key !== 'module.exports');
  return `const fail = () => { throw new Error('A browser has no ${name}.'); };
export default {};
export { ${names.map((key) => `fail as ${key}`).join(', ')} };`;
}

/** @type {import('esbuild').Plugin} */
const nodeModules = {
  name: 'modules of Node',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^node:/ }, ({ path }) => {
      const twin = twins.get(path);
      return twin === undefined ? { path, namespace: 'absent' } : { path: twin };
    });
    onLoad({ filter: /.*/, namespace: 'absent' }, async ({ path }) => ({ contents: await absent(path), loader: 'js' }));
  },
};

/**
 * @param {{ development?: boolean, watch?: boolean }} options
 * @returns {Promise<import('esbuild').Metafile | undefined>} which files went into each program; none while watching
 */
export async function buildWeb({ development = false, watch = false } = {}) {
  const shared = programOptions(development);
  /** @type {import('esbuild').BuildOptions} */
  const options = {
    ...shared,
    entryPoints: webPrograms,
    platform: 'browser',
    target: 'chrome120',
    mainFields: ['browser', 'module', 'main'],
    external: ['vscode'],
    // Its build for browsers brings the streams that it needs.
    alias: { ...shared.alias, 'csv-parse': 'csv-parse/browser/esm' },
    inject: [join(root, 'src/browser/buffer.ts')],
    define: {
      ...shared.define,
      global: 'globalThis',
      __dirname: '"/"',
      'process.platform': '"browser"',
      'process.pid': '0',
      'process.env': '{}',
    },
    plugins: [nodeModules],
  };
  if (!watch) return (await build({ ...options, metafile: true })).metafile;
  await (await context(options)).watch();
  return undefined;
}
