// Takes pictures of the whole VS Code window, operated as a person would: `node scripts/pictures.mjs [CONFIG]` ->
// test/pictures/out.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startServer } from './vscode-server.mjs';
import { openWindow, startBrowser } from './vscode-window.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const config = resolve(process.argv[2] ?? join(root, 'examples/delayed-copy/delayed-copy.rnn.json'));
const out = join(root, 'test/pictures/out');
/** @param {() => Promise<boolean>} probe */
const until = async (probe) => {
  for (const end = Date.now() + 120_000; Date.now() < end && !(await probe());) await settle(250);
};
/** @param {number} milliseconds */
const settle = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

mkdirSync(out, { recursive: true });
const temporary = mkdtempSync(join(tmpdir(), 'rnn-pictures-'));
const workspace = join(temporary, 'workspace');
cpSync(dirname(config), workspace, { recursive: true });
/** @param {string} theme its id; for a VS Code theme without one, its label */
const useTheme = (theme) => {
  mkdirSync(join(workspace, '.vscode'), { recursive: true });
  writeFileSync(
    join(workspace, '.vscode/settings.json'),
    JSON.stringify({
      'workbench.colorTheme': theme,
      'editor.minimap.enabled': false,
      'chat.disableAIFeatures': true,
      'window.commandCenter': false,
      'workbench.tips.enabled': false,
      'workbench.secondarySideBar.defaultVisibility': 'hidden',
    }),
  );
};
useTheme('Dark Modern');
const server = await startServer({ args: ['--enable-smoke-test-driver', '--disable-workspace-trust'] });
const browser = await startBrowser();
try {
  const context = await browser.newContext({ viewport: { width: 1720, height: 1080 } });
  const { page } = await openWindow({
    context,
    server,
    folder: workspace,
    extension: root,
    file: join(workspace, basename(config)),
  });
  /** @param {string} name */
  const shoot = async (name) => {
    // Leaves out the empty secondary side bar, which VS Code opens by itself.
    await page.screenshot({ path: join(out, `${name}.png`), clip: { x: 0, y: 0, width: 1420, height: 1080 } });
    process.stdout.write(`${join(out, `${name}.png`)}\n`);
  };
  /** @param {string} text of the command */
  const palette = async (text) => {
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget input').first().waitFor({ state: 'visible', timeout: 30_000 });
    await page.keyboard.type(text, { delay: 5 });
    await page.locator('.quick-input-list-row', { hasText: text }).first().waitFor({ timeout: 30_000 });
    await page.keyboard.press('Enter');
    await settle(800);
  };
  await page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
  await settle(3000);
  await page.locator('.codelens-decoration').first().waitFor({ timeout: 120_000 });
  await palette('Focus on Layers View');
  await shoot('before');
  await palette('Analyze RNN information flow');
  await settle(4000);
  await shoot('running');
  await page.locator('.codelens-decoration', { hasText: 'remembers' }).first().waitFor({ timeout: 300_000 });
  await page
    .locator('.statusbar-item', { hasText: /RNN: .*backend/ })
    .first()
    .waitFor({ timeout: 300_000 });
  await until(async () =>
    (
      await Promise.all(
        page.frames().map((frame) =>
          frame
            .getByText('Findings', { exact: true })
            .count()
            .catch(() => 0),
        ),
      )
    ).some(Boolean),
  );
  await settle(2000);
  await shoot('done');
  for (const theme of ['Light Modern', 'Default High Contrast']) {
    useTheme(theme);
    await settle(4000);
    await shoot(`done-${theme.toLowerCase().replaceAll(' ', '-')}`);
  }
} finally {
  await browser.close();
  await server.stop();
  rmSync(temporary, { recursive: true, force: true });
}
