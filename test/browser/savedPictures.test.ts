import { writeFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fakeResult } from '../../webview/fake/result';
import { expectNoComplaints } from './complaints';
import { HarnessPage, launch } from './pageHarness';
import { pictureAt } from './run';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

test('all charts are saved at once as sharp pictures with their legend; the page stays as it was', async () => {
  const page = await HarnessPage.open(browser);
  await page.snapshot({ result: fakeResult() });
  const canvas = page.chart('memory').locator('canvas');
  const look = () => canvas.evaluate((one: HTMLCanvasElement) => one.toDataURL());
  const before = await look();
  await page.page.locator('vscode-button', { hasText: 'Export' }).click();
  await page.page.locator('[role=menuitem]', { hasText: 'All charts as PNG' }).click();
  await page.settle();
  const sent = await page.lastSent();
  if (sent?.type !== 'saveFiles') throw new Error(`the page sent ${String(sent?.type)}`);
  const drawn = await page.page.locator('.charts .plot:visible').count();
  expect(sent.files).toHaveLength(drawn);
  expect(new Set(sent.files.map(({ name }) => name)).size).toBe(drawn);
  const memory = Buffer.from(sent.files.find(({ name }) => name === 'delayed-copy-memory.png')!.content, 'base64');
  writeFileSync(pictureAt('saved-memory'), memory);
  // PNG (W3C 2003, 11.2.2): width and height in the first chunk.
  const [width, height] = [memory.readUInt32BE(16), memory.readUInt32BE(20)];
  const box = (await canvas.boundingBox())!;
  expect(width).toBeGreaterThanOrEqual(2 * box.width);
  // Title, three layers, an exact line and the sentence stand around the plot.
  expect(height).toBeGreaterThan(2 * box.height + 2 * 12 * 4);
  expect(await look(), 'the chart on the page').toBe(before);
  await expectNoComplaints(page);
  await page.close();
});
