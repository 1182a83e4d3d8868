// The page without the editor, for work on its appearance: builds it and writes dist/dev/page.html, which opens from
// disk. `node scripts/dev-page.mjs [RESULT.json] [--side] [--light|--contrast]`; without a result the page shows
// invented data.
import { build } from 'esbuild';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPage } from './build-page.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [path] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const view = process.argv.includes('--side') ? 'side' : 'panel';
const theme = process.argv.includes('--light')
  ? 'light'
  : process.argv.includes('--contrast')
    ? 'highContrast'
    : 'dark';

await buildPage({ development: true });
await mkdir(join(root, 'dist/dev'), { recursive: true });
/**
 * The exports of a TypeScript module of the repository.
 * @param {string} entry
 */
const bundle = async (entry) => {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    format: 'esm',
    write: false,
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
};
const { themes } = await bundle('test/browser/themes.ts');
/**
 * The document in a file, in the form of this version; ends the program where there is none.
 * @param {string} file
 */
const readResult = async (file) => {
  const { parseResultText } = await bundle('src/result/resultText.ts');
  const { migrate } = await bundle('src/result/migration/migrate.ts');
  const migration = migrate(parseResultText(await readFile(file, 'utf8')));
  if ('result' in migration) return migration.result;
  const { inEnglish } = await bundle('src/base/sentence.ts');
  process.stderr.write(`${file}: ${inEnglish(migration.ignored)}\n`);
  process.exit(2);
};
const result = path
  ? await readResult(path)
  : (await bundle('webview/fake/result.ts')).fakeResult({ sweep: true, critic: true });
const state = {
  title: `${path ? basename(path, '.json') : 'made-up'}.rnn.json`,
  phase: 'done',
  stale: false,
  restricted: false,
  result,
};
const message = JSON.stringify({ type: 'snapshot', revision: 1, view, strings: {}, state }).replaceAll('<', '\\u003c');
const variables = Object.entries(themes[theme].variables)
  .map(([name, value]) => `--vscode-${name}: ${value};`)
  .join(' ');
/** Replaces the editor: sends the state when the page is ready, and logs the page's messages to the console. */
const host = `
let kept;
const acquireVsCodeApi = () => ({
  postMessage: (message) => {
    console.log(message);
    if (message.type === 'ready') setTimeout(() => postMessage(${message}, '*'));
  },
  getState: () => kept,
  setState: (next) => { kept = next; },
});`;
await writeFile(
  join(root, 'dist/dev/page.html'),
  `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>RNN Information Flow: ${view}</title>
<style>:root { ${variables} }</style><link rel="stylesheet" href="../page.css"></head>
<body class="${themes[theme].bodyClass}"><div id="page"></div>
<script>${host}</script>
<script src="../page.js"></script></body></html>\n`,
);
console.log(`open ${join(root, 'dist/dev/page.html')}`);
