import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectNoComplaints } from './complaints';
import { HarnessPage, launch } from './pageHarness';
import { realRun } from './run';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

test('the ? of a chart asks the editor for its help, by a press and from the keyboard', async () => {
  const page = await HarnessPage.open(browser);
  await page.snapshot({ result: realRun() });
  const help = (id: string) => page.chart(id).locator('.tool[aria-label$="what it shows and how to read it"]');
  await help('memory').click();
  expect(await page.lastSent()).toEqual({ type: 'openHelp', chart: 'memory' });
  await page.chart('flow').locator('.tool').first().focus();
  await page.page.keyboard.press('End');
  await page.page.keyboard.press('Enter');
  expect(await page.lastSent()).toEqual({ type: 'openHelp', chart: 'flow' });
  await expectNoComplaints(page);
  await page.close();
});
