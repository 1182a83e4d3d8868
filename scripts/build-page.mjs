// Bundles the page: dist/page.css, and dist/page.js wrapped in a named function. The page writes self-contained
// reports, which include its own source and style. A function can read its own source text, so nothing has to be
// fetched under the strict content security policy.
import { build, context } from 'esbuild';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { productVersion } from './build-programs.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * The page's program.
 * @type {import('esbuild').BuildOptions}
 */
const pageProgram = {
  bundle: true,
  absWorkingDir: root,
  outdir: 'dist',
  logLevel: 'warning',
  legalComments: 'none',
  entryPoints: { page: 'webview/main.ts' },
  platform: 'browser',
  format: 'iife',
  target: 'chrome120',
  mainFields: ['browser', 'module', 'main'],
};

/**
 * @param {{ development?: boolean, watch?: boolean, outdir?: string }} options
 * @returns {Promise<import('esbuild').Metafile | undefined>} which files went into the page; none while watching
 */
export async function buildPage({ development = false, watch = false, outdir = 'dist' } = {}) {
  const shared = { ...pageProgram, outdir, minify: !development };
  const style = { ...shared, entryPoints: { page: 'webview/page.css' }, platform: undefined, format: undefined };
  const { outputFiles } = await build({ ...style, write: false });
  /** @type {import('esbuild').BuildOptions} */
  const script = {
    ...shared,
    define: { PAGE_CSS: JSON.stringify(outputFiles[0].text), PRODUCT_VERSION: JSON.stringify(productVersion()) },
    banner: { js: 'function rnnInformationFlowPage() {' },
    footer: { js: '}\nrnnInformationFlowPage();' },
  };
  if (!watch) {
    await build(style);
    return (await build({ ...script, metafile: true })).metafile;
  }
  for (const options of [style, script]) await (await context(options)).watch();
  return undefined;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await buildPage({ development: process.argv.includes('--development') });
