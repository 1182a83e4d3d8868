import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fakeResult } from '../../webview/fake/result';
import { expectNoComplaints } from './complaints';
import { HarnessPage, launch } from './pageHarness';

let browser: Browser;
let page: HarnessPage;
beforeAll(async () => {
  browser = await launch();
  page = await HarnessPage.open(browser, { width: 1400, height: 1000 });
  await page.snapshot({ result: fakeResult() });
});
afterAll(() => browser.close());

/** Pixels of each drawn chart, by its name. */
const pictures = (): Promise<Record<string, string>> =>
  page.page
    .locator('.charts .chart:visible canvas')
    .evaluateAll((all) =>
      Object.fromEntries(
        all.flatMap((one) =>
          one instanceof HTMLCanvasElement
            ? [[one.closest('.chart')!.id.replace('chart-', ''), one.toDataURL()] as const]
            : [],
        ),
      ),
    );

/** Walks on by one point of a chart with the keyboard, and returns the charts that look different from before. */
async function changed(id: string, first: string): Promise<string[]> {
  const before = await pictures();
  await page.chart(id).locator('.plot').focus();
  await page.page.keyboard.press(first);
  await page.settle();
  const at = await pictures();
  await page.page.keyboard.press('ArrowRight');
  await page.settle();
  const next = await pictures();
  await page.page.keyboard.press('Escape');
  await page.settle();
  expect(await pictures(), 'the charts after Escape').toEqual(before);
  return Object.keys(next).filter((one) => next[one] !== at[one]);
}

test('an epoch of the loss is marked in every chart over epochs, and on the paths of the plane', async () => {
  const ids = await changed('loss', 'Home');
  expect(ids).toEqual(expect.arrayContaining(['loss', 'accuracy', 'plane']));
  for (const id of ids) {
    const data = (await page.chartData(id))!;
    expect(data.x.kind === 'epoch' || data.series.some(({ role }) => role === 'path'), id).toBe(true);
  }
});

test('a lag is marked in every chart over lags, and in no other', async () => {
  const ids = await changed('memory', 'Home');
  expect(ids).toEqual(expect.arrayContaining(['memory', 'conditionalMemory']));
  for (const id of ids) expect((await page.chartData(id))!.x.kind, id).toBe('lag');
  await expectNoComplaints(page);
});
