import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plainLayout, readLayout, type PageLayout } from '../../src/page/layout';
import { fakeResult } from '../../webview/fake/result';
import { expectNoComplaints } from './complaints';
import { HarnessPage, launch, type OpenOptions } from './pageHarness';
import { realRun } from './run';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

async function withPage(
  work: (page: HarnessPage) => Promise<void>,
  options: OpenOptions = {},
  layout: Partial<PageLayout> = {},
): Promise<void> {
  const page = await HarnessPage.open(browser, options);
  await page.snapshot({ result: realRun(), layout: { ...plainLayout, ...layout } });
  await work(page);
  await expectNoComplaints(page);
  await page.close();
}

const tool = (page: HarnessPage, id: string, end: string) => page.chart(id).locator(`.tool[aria-label$="${end}"]`);
const chartIds = (page: HarnessPage) =>
  page.page.locator('.charts > .chart:visible').evaluateAll((all) => all.map(({ id }) => id));

async function lastLayout(page: HarnessPage): Promise<PageLayout> {
  const sent = await page.lastSent();
  return readLayout(sent?.type === 'keepLayout' ? sent.layout : undefined);
}

test('a pinned chart comes first, a collapsed one is a line; both are kept for the config', () =>
  withPage(async (page) => {
    expect((await chartIds(page))[0]).toBe('chart-flow');
    await tool(page, 'loss', 'keep at the top').click();
    await page.settle();
    expect((await chartIds(page))[0]).toBe('chart-loss');
    expect(await tool(page, 'loss', 'keep at the top').getAttribute('aria-pressed')).toBe('true');
    const fold = page.chart('plane').locator('.fold');
    await fold.focus();
    await page.page.keyboard.press('Enter');
    await page.settle();
    expect(await fold.getAttribute('aria-expanded')).toBe('false');
    expect(await page.chart('plane').locator('.plot').isVisible()).toBe(false);
    expect(await page.chart('plane').locator('.says').isVisible()).toBe(true);
    expect(await fold.evaluate((element) => element === document.activeElement), 'the focus stays').toBe(true);
    const layout = await lastLayout(page);
    expect(layout).toMatchObject({ pinned: ['loss'], collapsed: ['plane'] });
    // The host sends it with the next page of this config.
    await page.snapshot({ result: realRun(), layout });
    expect((await chartIds(page))[0]).toBe('chart-loss');
    expect(await page.chart('plane').locator('.plot').isVisible()).toBe(false);
    await fold.click();
    await page.settle();
    expect(await page.chart('plane').locator('.plot').isVisible()).toBe(true);
  }));

test('a series is hidden by its name in the legend, and a layer in every chart', () =>
  withPage(async (page) => {
    const canvas = (id: string) =>
      page
        .chart(id)
        .locator('canvas')
        .evaluate((element: HTMLCanvasElement) => element.toDataURL());
    const before = { loss: await canvas('loss'), memory: await canvas('memory'), plane: await canvas('plane') };
    const entry = page.chart('loss').locator('button.entry', { hasText: 'validation' });
    await entry.focus();
    await page.page.keyboard.press('Enter');
    await page.settle();
    expect(await entry.getAttribute('aria-pressed')).toBe('false');
    expect(await entry.evaluate((element) => element === document.activeElement), 'the focus stays').toBe(true);
    expect(await canvas('loss')).not.toBe(before.loss);
    expect((await lastLayout(page)).hiddenSeries).toEqual(['loss/validation loss']);
    await page.page.locator('.chip-box[data-layer="z"] .hide').click();
    await page.settle();
    expect(await canvas('memory')).not.toBe(before.memory);
    expect(await canvas('plane')).not.toBe(before.plane);
    expect((await lastLayout(page)).hiddenLayers).toEqual(['z']);
    // The arrow keys pass it by, and its numbers stay in the table.
    await page.chart('memory').locator('.plot').focus();
    await page.page.keyboard.press('ArrowRight');
    await page.page.keyboard.press('ArrowDown');
    expect(await page.chart('memory').locator('.spoken').textContent()).not.toMatch(/^z,/);
    await tool(page, 'memory', 'show as a table').click();
    expect(await page.chart('memory').locator('tbody').textContent()).toContain('z');
    await page.page.locator('.chip-box[data-layer="z"] .hide').click();
    await page.page.mouse.move(2, 2);
    await page.settle();
    expect(await canvas('plane')).toBe(before.plane);
  }));

test('one chart fills the panel; Escape gives it back, with the focus where it was', () =>
  withPage(async (page) => {
    const button = tool(page, 'memory', 'fill the panel');
    await button.click();
    await page.settle();
    expect(await page.page.locator('.chart:visible').count()).toBe(1);
    expect(await page.page.locator('.findings').isVisible()).toBe(false);
    const plot = (await page.chart('memory').locator('.plot').boundingBox())!;
    expect(plot.width).toBeGreaterThan(1100);
    expect(plot.height).toBeGreaterThan(500);
    expect(await button.getAttribute('aria-pressed')).toBe('true');
    await page.page.keyboard.press('Escape');
    await page.settle();
    expect(await page.page.locator('.chart:visible').count()).toBeGreaterThan(8);
  }));

test('an axis becomes logarithmic, and says what is at its bottom', () =>
  withPage(async (page) => {
    const pressed = tool(page, 'memory', 'logarithmic axis');
    await pressed.click();
    await page.settle();
    expect(await pressed.getAttribute('aria-pressed')).toBe('true');
    expect(await page.chart('memory').locator('.legend').textContent()).toMatch(/values below [\d.]+ are drawn/);
    expect(await tool(page, 'time', 'logarithmic axis').isVisible(), 'not for maps').toBe(false);
    expect((await lastLayout(page)).logarithmic).toEqual(['memory']);
  }));

test('limits far away do not flatten a chart: it is scaled to the data, says where they are, and can show them', () =>
  withPage(async (page) => {
    const small = realRun();
    for (const estimate of small.estimates)
      if (estimate.quantity === 'memory')
        Object.assign(estimate, {
          value: estimate.value / 20,
          low: estimate.low / 20,
          high: (estimate.high ?? 0) / 20,
        });
    await page.snapshot({ result: small, layout: { ...plainLayout, hiddenSeries: [] } });
    const legend = page.chart('memory').locator('.legend');
    const scale = tool(page, 'memory', 'scale to the data');
    // The exact line of the task would reach the limit: it is hidden first.
    await page.chart('memory').locator('button.entry', { hasText: 'perfect memory' }).click();
    await page.settle();
    expect(await legend.textContent()).toContain('H(X) = 2.00, off the scale');
    expect(await scale.getAttribute('aria-pressed')).toBe('true');
    await scale.click();
    await page.settle();
    expect(await legend.textContent()).not.toContain('off the scale');
    expect((await lastLayout(page)).scales).toEqual({ memory: 'limits' });
  }));

test('the contents list names every chart and leads to it', () =>
  withPage(async (page) => {
    await page.page.locator('vscode-button', { hasText: 'Contents' }).focus();
    await page.page.keyboard.press('Enter');
    const items = page.page.locator('.contents [role=menuitem]');
    expect(await items.allTextContents()).toContain('Rate and distortion');
    expect(await items.count()).toBe(await page.page.locator('.charts > .chart:visible').count());
    await items.filter({ hasText: 'Training: loss' }).click();
    const box = (await page.chart('loss').locator('.plot').boundingBox())!;
    expect(box.y).toBeGreaterThan(0);
    expect(box.y + box.height).toBeLessThan(900);
    expect(await page.page.evaluate(() => document.activeElement?.textContent)).toBe('Training: loss');
  }));

test('a chart without data leaves no hole once the run is done; while it runs it waits in its place', async () => {
  const page = await HarnessPage.open(browser);
  const few = realRun();
  few.estimates = few.estimates.filter(({ quantity }) => quantity === 'inputInformation');
  few.training = [];
  const holes = page.page.locator('.charts > .chart.is-empty:visible');
  await page.snapshot({ result: few, phase: 'running' });
  expect(await holes.count()).toBeGreaterThan(0);
  await page.snapshot({ result: few });
  expect(await holes.count()).toBe(0);
  expect(await page.page.locator('.offers > .chart:visible').count()).toBeGreaterThan(2);
  await page.close();
});

test('the side view has no tools for the panel', () =>
  withPage(async (page) => {
    await page.snapshot({ result: realRun() }, { view: 'side' });
    expect(await tool(page, 'flow', 'keep at the top').isVisible()).toBe(false);
    expect(await tool(page, 'flow', 'save as PNG').isVisible()).toBe(true);
  }));

test('a toolbar is one stop of the Tab key; arrows move among its tools', () =>
  withPage(async (page) => {
    await tool(page, 'flow', 'show as a table').focus();
    await page.page.keyboard.press('ArrowRight');
    const label = () => page.page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    expect(await label()).toBe('Flow: save as PNG');
    await page.page.keyboard.press('End');
    expect(await label()).toBe('Flow: what it shows and how to read it');
    await page.page.keyboard.press('Tab');
    expect(await label()).toMatch(/^Flow\. /);
  }));

for (const [width, height] of [
  [640, 435],
  [270, 600],
  [1280, 870],
] as const)
  test(`header and slider leave room for a whole chart in a panel of ${width} by ${height}`, async () => {
    const page = await HarnessPage.open(browser, { width, height });
    await page.snapshot({ result: fakeResult({ layers: 12 }), stale: true });
    for (const id of ['flow', 'memory', 'time']) {
      await page.chart(id).evaluate((chart) => chart.querySelector('.plot')!.scrollIntoView({ block: 'center' }));
      await page.settle();
      const covered = await page
        .chart(id)
        .locator('.plot')
        .evaluate((plot) => {
          const { left, top, bottom } = plot.getBoundingClientRect();
          return [top + 1, (top + bottom) / 2, bottom - 1].map((y) =>
            plot.contains(document.elementFromPoint(left + 20, y)),
          );
        });
      expect(covered, id).toEqual([true, true, true]);
    }
    const bars = await page.page.evaluate(() => {
      const height = (selector: string): number => {
        const element = document.querySelector(selector)!;
        return getComputedStyle(element).position === 'sticky' ? element.getBoundingClientRect().height : 0;
      };
      return height('.top') + height('.slider');
    });
    expect(bars).toBeLessThan(0.16 * height);
    await page.close();
  });
