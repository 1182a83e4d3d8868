// Takes a picture of one chart of each study for the README: `node scripts/study-pictures.mjs [--from=DIR] [NAME…]`
// analyzes the examples and writes media/readme/study-NAME.png. DIR/NAME.json, where it is there, is taken as the
// result of an analysis that was made before (`analyze CONFIG --json`). Needs the build and a Chromium.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { startBrowser } from './vscode-window.mjs';

const run = promisify(execFile);
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const out = join(root, 'media/readme');

/** The example and the chart of each picture. */
const pictures = [
  { name: 'columns', example: 'speech/columns', chart: 'selectCurve' },
  { name: 'units', example: 'delayed-copy/fewer-units', chart: 'compressCurve' },
  { name: 'noise', example: 'speech/in-noise', chart: 'robustnessNoise' },
  { name: 'doubt', example: 'vision/doubt', chart: 'uncertainty' },
  { name: 'table', example: 'language/smaller-table', chart: 'compressTable' },
  { name: 'overfitting', example: 'language/overfitting', chart: 'heldOutSweep' },
  { name: 'translation', example: 'translation/translation', chart: 'translation' },
  { name: 'enhancement', example: 'vision/enhance', chart: 'enhancePictures' },
  { name: 'attribution', example: 'vision/attribution', chart: 'attributionMap' },
];
const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const from = process.argv.find((argument) => argument.startsWith('--from='))?.slice('--from='.length);

/**
 * The path of the result of an example: one that is there, or that of an analysis.
 * @param {string} name
 * @param {string} example
 */
async function resultOf(name, example) {
  const made = from === undefined ? undefined : join(from, `${name}.json`);
  if (made !== undefined && existsSync(made)) return made;
  const result = join(temporary, `${name}.json`);
  const config = join(root, 'examples', `${example}.rnn.json`);
  const { stdout } = await run(process.execPath, [join(root, 'dist/cli.js'), 'analyze', config, '--json'], {
    maxBuffer: 2 ** 28,
  });
  await writeFile(result, stdout);
  return result;
}

const temporary = await mkdtemp(join(tmpdir(), 'study-pictures-'));
const browser = await startBrowser();
try {
  await mkdir(out, { recursive: true });
  for (const { name, example, chart } of pictures.filter((one) => asked.length === 0 || asked.includes(one.name))) {
    const result = await resultOf(name, example);
    await run(process.execPath, [join(root, 'scripts/dev-page.mjs'), result, '--light']);
    const page = await browser.newPage({ viewport: { width: 560, height: 1100 } });
    await page.goto(pathToFileURL(join(root, 'dist/dev/page.html')).href);
    const section = page.locator(`#chart-${chart}`);
    await section.waitFor({ timeout: 30_000 });
    // The bar of epochs covers the lower end of the page.
    await section.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    await page.waitForTimeout(1500);
    await section.screenshot({ path: join(out, `study-${name}.png`) });
    await page.close();
    const { length } = await readFile(join(out, `study-${name}.png`));
    process.stdout.write(`study-${name}.png: ${Math.round(length / 1024)} KB\n`);
  }
} finally {
  await browser.close();
  await rm(temporary, { recursive: true, force: true });
}
