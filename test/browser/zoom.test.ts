import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fakeResult } from '../../webview/fake/result';
import { expectNoComplaints } from './complaints';
import { HarnessPage, launch } from './pageHarness';

let browser: Browser;
let page: HarnessPage;
beforeAll(async () => {
  browser = await launch();
  page = await HarnessPage.open(browser);
  await page.snapshot({ result: fakeResult() });
});
afterAll(() => browser.close());

const picture = (id: string): Promise<string> =>
  page
    .chart(id)
    .locator('canvas')
    .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());

/** The range that a chart says it shows; empty where it shows all. */
const shown = async (id: string): Promise<string> =>
  (await page.chart(id).locator('.legend .entry').allTextContents()).find((text) => text.includes('is shown of')) ?? '';

async function drag(id: string, from: number, to: number, modifier?: 'Shift'): Promise<void> {
  const canvas = page.chart(id).locator('canvas');
  await canvas.scrollIntoViewIfNeeded();
  const box = (await canvas.boundingBox())!;
  if (modifier) await page.page.keyboard.down(modifier);
  await page.page.mouse.move(box.x + from * box.width, box.y + 0.5 * box.height);
  await page.page.mouse.down();
  await page.page.mouse.move(box.x + to * box.width, box.y + 0.6 * box.height, { steps: 4 });
  await page.page.mouse.up();
  if (modifier) await page.page.keyboard.up(modifier);
  await page.settle();
}

test('a range dragged over the lags is shown in every chart over lags; a double click shows all again', async () => {
  const whole = await picture('memory');
  await drag('memory', 0.25, 0.6);
  const text = await shown('memory');
  expect(text).toMatch(/^lag s \(steps back\): \d+ to \d+ is shown of 0 to 11$/);
  expect(await shown('conditionalMemory')).toBe(text);
  expect(await shown('plane')).toBe('');
  expect(await shown('loss')).toBe('');
  const unzoom = page.chart('conditionalMemory').locator('.tool[aria-label$="end the zoom"]');
  expect(await unzoom.isVisible()).toBe(true);
  await page
    .chart('memory')
    .locator('canvas')
    .dblclick({ position: { x: 60, y: 20 } });
  await page.settle();
  expect(await shown('conditionalMemory')).toBe('');
  expect(await unzoom.isVisible()).toBe(false);
  await page.page.mouse.move(2, 2);
  await page.settle();
  const again = await picture('memory');
  expect(again).toBe(whole);
});

test('Ctrl and the wheel zoom the epochs of all charts over training; Shift and dragging move along', async () => {
  const canvas = page.chart('loss').locator('canvas');
  await canvas.scrollIntoViewIfNeeded();
  const box = (await canvas.boundingBox())!;
  await page.page.mouse.move(box.x + 0.6 * box.width, box.y + 0.5 * box.height);
  await page.page.keyboard.down('Control');
  for (let i = 0; i < 4; i++) await page.page.mouse.wheel(0, -120);
  await page.page.keyboard.up('Control');
  await page.settle();
  const before = await shown('loss');
  expect(before).toMatch(/^epoch: \d+ to \d+ is shown of 0 to 30$/);
  expect(await shown('accuracy')).toBe(before);
  await drag('accuracy', 0.4, 0.7, 'Shift');
  const moved = await shown('loss');
  expect(moved).not.toBe(before);
  expect(await shown('accuracy')).toBe(moved);
  await page.chart('loss').locator('.tool[aria-label$="end the zoom"]').click();
  await page.settle();
  expect(await shown('accuracy')).toBe('');
});

test('the wheel alone scrolls the page and zooms nothing', async () => {
  const canvas = page.chart('memory').locator('canvas');
  await canvas.scrollIntoViewIfNeeded();
  const box = (await canvas.boundingBox())!;
  await page.page.mouse.move(box.x + 50, box.y + 50);
  await page.page.mouse.wheel(0, 200);
  await page.settle();
  expect(await shown('memory')).toBe('');
});

test('the keyboard zooms around a point, moves along, says the range, and 0 shows all', async () => {
  const plot = page.chart('memory').locator('.plot');
  const spoken = page.chart('memory').locator('.spoken');
  await plot.focus();
  await page.page.keyboard.press('ArrowRight');
  await page.page.keyboard.press('+');
  expect(await spoken.textContent()).toBe('lag s (steps back): 0 to 7 is shown of 0 to 11');
  await page.settle();
  await page.page.keyboard.press('Shift+ArrowRight');
  expect(await spoken.textContent()).toBe('lag s (steps back): 2 to 8 is shown of 0 to 11');
  await page.settle();
  await page.page.keyboard.press('-');
  expect(await spoken.textContent()).toBe('All is shown.');
  await page.page.keyboard.press('+');
  await page.page.keyboard.press('0');
  expect(await spoken.textContent()).toBe('All is shown.');
  await page.settle();
  expect(await shown('memory')).toBe('');
  await expectNoComplaints(page);
});

test('a map of cells shows whole cells of the range, and a rectangle of the plane is its own', async () => {
  await drag('time', 0.4, 0.7);
  const steps = await shown('time');
  expect(await shown('curves')).toBe(steps);
  await drag('plane', 0.3, 0.7);
  const text = await shown('plane');
  expect(text).toContain('about the input (bits)');
  expect(text).toContain('about the target (bits)');
  expect(await shown('bottleneck')).toBe('');
  await expectNoComplaints(page);
});
