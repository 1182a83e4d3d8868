import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectNoComplaints } from './complaints';
import { HarnessPage, launch } from './pageHarness';
import { realRun } from './run';

let browser: Browser;
let page: HarnessPage;

beforeAll(async () => {
  browser = await launch();
  page = await HarnessPage.open(browser);
  const run = realRun();
  const estimates = run.estimates.map((estimate) =>
    estimate.quantity === 'inputInformation' && estimate.target === 'memory'
      ? { ...estimate, bound: 'none' as const, assumes: 'functionOfInput' as const, certified: 'high' as const }
      : estimate,
  );
  await page.snapshot({ result: { ...run, estimates } });
});
afterAll(() => browser.close());

test('an end that rests on a model is drawn open, explained in the legend and named in the table', async () => {
  const flow = await page.chartData('flow');
  const ends = flow!.series.flatMap(({ marks }) => marks.flatMap(({ interval }) => interval ?? []));
  const assumed = ends.filter(({ lowEnd }) => lowEnd === 'model');
  expect(assumed).toHaveLength(1);
  expect(assumed[0].highEnd).toBeUndefined();
  const chart = page.chart('flow');
  expect(await chart.textContent()).toContain('a limit that a model assumes');
  await chart.locator('.tool[aria-label*="table"]').click();
  const row = chart.locator('tbody tr', { hasText: 'that the states are a function of the recorded input' }).first();
  // The one certain limit, in the words of hovers and of the terminal.
  expect(await row.textContent()).toMatch(/≤ \d/);
  await expectNoComplaints(page);
});
