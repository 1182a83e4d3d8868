import { writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../src/result/migration/migrate';
import { savedDocument } from '../../src/result/savedDocument';
import { violations } from './axe';
import { HarnessPage, launch } from './pageHarness';
import { realRun } from './run';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

test('the report is one file that shows the run without an editor, a network or a way in for its texts', async () => {
  const page = await HarnessPage.open(browser, { theme: 'dark' });
  const run = realRun();
  run.findings.push({ message: '</script><script>globalThis.intruded = true</script> {0}', args: ['<!--'] });
  await page.snapshot({ result: run });
  await page.page.locator('vscode-button', { hasText: 'Export' }).click();
  await page.page.locator('[role=menuitem]', { hasText: 'Report as one HTML file' }).click();
  const sent = await page.lastSent();
  expect(sent).toMatchObject({ type: 'saveFile', name: 'delayed-copy-report.html', encoding: 'utf8' });
  await page.close();
  // The report is a document too, which the editor opens again.
  expect(migrate(savedDocument(sent?.type === 'saveFile' ? sent.content : ''))).toEqual({ result: run });

  const path = join(await mkdtemp(join(tmpdir(), 'rnn-report-')), 'report.html');
  writeFileSync(path, sent?.type === 'saveFile' ? sent.content : '');
  const context = await browser.newContext({ offline: true, viewport: { width: 1200, height: 900 } });
  const report = await context.newPage();
  const complaints: string[] = [];
  report.on('console', (message) => void complaints.push(message.text()));
  report.on('pageerror', (error) => void complaints.push(String(error)));
  await report.goto(pathToFileURL(path).href);
  await report.locator('#chart-flow canvas').waitFor();
  await report.waitForTimeout(500);
  expect(await report.locator('.findings li').count()).toBe(run.findings.length + run.advice.length);
  expect(await report.locator('#chart-memory .says').textContent()).toMatch(/^memory holds at least/);
  expect(await report.evaluate(() => 'intruded' in globalThis)).toBe(false);
  expect(await violations({ page: report })).toEqual([]);
  await report.locator('.slider input').focus();
  await report.keyboard.press('Home');
  await report.locator('.slider input[aria-valuetext="epoch 0 of 30"]').waitFor();
  expect(await report.locator('vscode-button:visible', { hasText: 'Analyze' }).count()).toBe(0);
  const download = report.waitForEvent('download');
  await report.locator('#chart-memory .tool[aria-label*="CSV"]').click();
  expect((await download).suggestedFilename()).toBe('delayed-copy-memory.csv');
  await report.screenshot({ path: join(import.meta.dirname, '..', 'pictures', 'out', 'report.png') });
  expect(complaints).toEqual([]);
  await context.close();
});
