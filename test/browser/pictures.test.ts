import { statSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fakeResult } from '../../webview/fake/result';
import { HarnessPage, launch } from './pageHarness';
import { pictureAt, realRun } from './run';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** Pictures to look at, and for the README; kept by CI as artefacts. */
const pictures = [
  { name: 'panel-dark', theme: 'dark', width: 1280, height: 2080, result: realRun },
  { name: 'panel-light', theme: 'light', width: 1800, height: 1560, result: realRun },
  { name: 'panel-high-contrast', theme: 'highContrast', width: 1200, height: 1400, result: realRun },
  { name: 'panel-narrow', theme: 'dark', width: 400, height: 1600, result: realRun },
  { name: 'sweep-light', theme: 'light', width: 1280, height: 1800, result: () => fakeResult({ sweep: true }) },
  { name: 'side-dark', theme: 'dark', width: 320, height: 640, result: realRun, view: 'side' },
] as const;

for (const { name, theme, width, height, result, ...rest } of pictures) {
  test(`picture ${name}`, async () => {
    const page = await HarnessPage.open(browser, { theme, width, height });
    await page.snapshot({ result: result() }, 'view' in rest ? { view: rest.view } : {});
    await page.settle();
    await page.page.screenshot({ path: pictureAt(name) });
    expect(statSync(pictureAt(name)).size).toBeGreaterThan(10_000);
    expect(page.complaints).toEqual([]);
    await page.close();
  });
}
