import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fakeResult } from '../../webview/fake/result';
import { violations } from './axe';
import { expectNoComplaints } from './complaints';
import { HarnessPage, launch } from './pageHarness';
import { realRun } from './run';
import type { ThemeName } from './themes';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

for (const theme of ['dark', 'light', 'highContrast', 'highContrastLight'] as const satisfies ThemeName[]) {
  test(`no accessibility rule is broken in ${theme}, tables open, and nothing overflows`, async () => {
    const page = await HarnessPage.open(browser, { theme });
    await page.snapshot({ result: realRun(), stale: theme === 'light' ? false : true });
    await page.chart('memory').locator('.tool[aria-label*="table"]').click();
    await page.settle();
    expect(await violations(page)).toEqual([]);
    await expectNoComplaints(page);
    await page.close();
  });
}

test('the side view and the welcome break no rule either', async () => {
  const page = await HarnessPage.open(browser, { width: 300 });
  await page.snapshot({ result: realRun() }, { view: 'side' });
  expect(await violations(page)).toEqual([]);
  await page.snapshot({ phase: 'idle', result: undefined }, { view: 'side' });
  expect(await violations(page)).toEqual([]);
  await page.close();
});

test('everything that acts is reached by Tab and has a name', async () => {
  const page = await HarnessPage.open(browser);
  await page.snapshot({ result: realRun() });
  const names: string[] = [];
  for (let i = 0; i < 80; i++) {
    await page.page.keyboard.press('Tab');
    const name = await page.page.evaluate(() => {
      const element = document.activeElement;
      return element && element !== document.body
        ? (
            `${element.getAttribute('role') ?? element.localName} ` +
            (element.getAttribute('aria-label') ?? element.textContent)
          ).trim()
        : '';
    });
    if (name === '') break;
    names.push(name);
  }
  expect(
    names.filter((name) => !name.includes(' ')),
    names.join('\n'),
  ).toEqual([]);
  for (const wanted of [
    /^application Flow\./,
    /^application Memory over lag\./,
    /Epoch$/,
    /Export$/,
    /show as a table$/,
  ])
    expect(
      names.some((name) => wanted.test(name)),
      `${String(wanted)}:\n${names.join('\n')}`,
    ).toBe(true);
  await page.close();
});

test('the export menu opens, moves and closes by keyboard', async () => {
  const page = await HarnessPage.open(browser);
  await page.snapshot({ result: realRun() });
  await page.page.locator('vscode-button', { hasText: 'Export' }).focus();
  await page.page.keyboard.press('Enter');
  expect(await page.page.locator('[role=menuitem]:focus').textContent()).toBe('Result as JSON');
  await page.page.keyboard.press('ArrowDown');
  expect(await page.page.locator('[role=menuitem]:focus').textContent()).toBe('All tables as CSV');
  await page.page.keyboard.press('Enter');
  expect(await page.lastSent()).toMatchObject({ type: 'saveFile', name: 'delayed-copy-tables.csv' });
  expect(await page.page.locator('[role=menu][aria-label=Export]').isVisible()).toBe(false);
  await page.page.keyboard.press('Enter');
  await page.page.keyboard.press('Escape');
  expect(await page.page.locator('[role=menu][aria-label=Export]').isVisible()).toBe(false);
  await page.close();
});

test('a switch of theme restyles the charts at once', async () => {
  const page = await HarnessPage.open(browser, { theme: 'dark' });
  await page.snapshot({ result: realRun() });
  const colours = () =>
    page
      .chart('memory')
      .locator('canvas')
      .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  const chip = () => page.page.locator('.chip path').first().getAttribute('fill');
  const [dark, darkChip] = [await colours(), await chip()];
  await page.setTheme('light');
  await page.settle();
  expect(await chip()).toBe('#1a85ff');
  expect(darkChip).toBe('#59a4f9');
  expect(await colours()).not.toBe(dark);
  await page.setTheme('dark');
  await page.settle();
  expect(await colours()).toBe(dark);
  await expectNoComplaints(page);
  await page.close();
});

for (const width of [300, 800, 2000]) {
  test(`twenty layers with long names and a thousand epochs fit a page of ${width} pixels`, async () => {
    const page = await HarnessPage.open(browser, { width });
    await page.snapshot({ result: fakeResult({ layers: 20, epochs: 1000, snapshots: 8, longNames: true }) });
    const wide = await page.page.evaluate(() =>
      [...document.querySelectorAll('*')]
        .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
        .map(({ outerHTML }) => outerHTML.slice(0, 120)),
    );
    expect(await page.page.evaluate(() => document.documentElement.scrollWidth), wide.join('\n')).toBeLessThanOrEqual(
      width,
    );
    const clipped = await page.page
      .locator('.chart')
      .evaluateAll((charts) =>
        charts.filter((chart) => chart.getBoundingClientRect().right > innerWidth + 1).map(({ id }) => id),
      );
    expect(clipped).toEqual([]);
    await expectNoComplaints(page);
    await page.close();
  });
}
