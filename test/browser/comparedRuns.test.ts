import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verbatim } from '../../src/base/sentence';
import type { ComparedRun } from '../../src/page/protocol';
import type { AnalysisResult } from '../../src/result/result';
import { forComparison } from '../../src/result/runs/forComparison';
import { violations } from './axe';
import { expectNoComplaints } from './complaints';
import { HarnessPage, launch } from './pageHarness';
import { pictureAt, realRun } from './run';

let browser: Browser;
let page: HarnessPage;
beforeAll(async () => {
  browser = await launch();
  page = await HarnessPage.open(browser, { height: 1700 });
  await page.snapshot({ result: realRun() });
});
afterAll(() => browser.close());

/** The real run with all information times `factor`, and a layer of another size. */
function otherRun(factor: number): AnalysisResult {
  const run = realRun();
  for (const estimate of run.estimates) {
    estimate.value *= factor;
    estimate.low *= factor;
    if (estimate.high !== null) estimate.high *= factor;
  }
  for (const layer of run.config.model.layers) if (layer.type === 'lstm') layer.units = 8;
  return run;
}

const compared = (id: string, factor: number): ComparedRun => ({
  id,
  name: verbatim(`memory.units 16 → 8, ${id}`),
  time: Date.UTC(2030, 0, 2, 3, 4),
  result: forComparison(otherRun(factor)),
});

test("a kept run is drawn beside the present one, in its layer's colour, and named in the legend", async () => {
  await page.send({ type: 'compared', ids: ['one'], run: compared('one', 0.5) });
  const memory = (await page.chartData('memory'))!;
  const [own, other] = [
    memory.series.find(({ layer, role }) => layer === 'memory' && role === 'estimate')!,
    memory.series.find(({ layer, role }) => layer === 'memory' && role === 'other')!,
  ];
  other.marks.forEach(({ y }, i) => expect(y).toBeCloseTo(own.marks[i].y / 2, 10));
  expect(other.marks).toHaveLength(own.marks.length);
  expect(other.run).toBe(0);
  // Half of two bits is another number; the lags of which nothing is known are not told apart.
  expect(other.marks[0].differs).toBeDefined();
  expect(other.marks[0].read).toMatch(/; differs from this run/);
  expect(other.marks.at(-1)?.differs).toBeUndefined();
  for (const id of ['flow', 'plane', 'curves', 'loss'])
    expect(
      (await page.chartData(id))!.series.some(({ role }) => role === 'other'),
      id,
    ).toBe(true);
  expect(await page.chart('memory').locator('.legend').textContent()).toContain('1: memory.units 16 → 8, one');
  expect(await page.chart('time').locator('.legend').textContent()).toContain('see the table of differences');
  await page.page.screenshot({ path: pictureAt('runs-dark') });
});

test('six runs keep their order, one goes, and the page asks the host for it', async () => {
  const ids = ['one', 'b', 'c', 'd', 'e', 'f'];
  for (const [i, id] of ids.entries())
    if (i > 0) await page.send({ type: 'compared', ids: ids.slice(0, i + 1), run: compared(id, 1 - 0.05 * i) });
  expect(await page.page.locator('.comparison .runs li').count()).toBe(6);
  await page.page.locator('vscode-button[aria-label="Stop comparing with memory.units 16 → 8, c"]').click();
  expect(await page.lastSent()).toEqual({ type: 'compareNot', id: 'c' });
  await page.send({ type: 'compared', ids: ['one', 'b'] });
  expect(await page.page.locator('.comparison .runs li').count()).toBe(2);
});

test('the table has the values that differ, and marks the numbers whose intervals do not meet', async () => {
  await page.send({ type: 'compared', ids: ['one', 'same'], run: compared('same', 1) });
  const row = (name: string) => page.page.locator('.comparison tbody tr', { hasText: name }).first();
  expect(await row('memory.units').locator('td').allTextContents()).toEqual(['16', '8', '8']);
  const cells = await row('out, about the target').locator('td').allTextContents();
  expect(cells[0]).toMatch(/^[\d.]+ bits \(/);
  expect(cells[1]).toMatch(/differs/);
  expect(cells[2]).not.toMatch(/differs/);
  expect(await row('held-out accuracy').locator('td').allTextContents()).toEqual(['99.9 %', '99.9 %', '99.9 %']);
});

test('the comparison breaks no rule of accessibility in any theme, and arrow keys read the other runs', async () => {
  for (const theme of ['light', 'highContrast', 'highContrastLight', 'dark'] as const) {
    await page.setTheme(theme);
    await page.settle();
    expect(await violations(page), theme).toEqual([]);
  }
  const plot = page.chart('memory').locator('.plot');
  await plot.focus();
  await page.page.keyboard.press('ArrowRight');
  const spoken = page.chart('memory').locator('.spoken');
  const texts: (string | null)[] = [];
  for (let i = 0; i < 6; i++) {
    await page.page.keyboard.press('ArrowDown');
    texts.push(await spoken.textContent());
  }
  expect(texts.some((text) => text?.startsWith('memory.units 16 → 8, one: memory, lag 0:'))).toBe(true);
  await expectNoComplaints(page);
});

test('a snapshot of another config forgets the runs', async () => {
  await page.snapshot({ result: realRun() });
  expect(await page.page.locator('.comparison').isVisible()).toBe(false);
  expect((await page.chartData('memory'))!.series.some(({ role }) => role === 'other')).toBe(false);
});

test('pointing at a column of the flow chart lights its own layer, also under the dashes of exact values', async () => {
  const exact = realRun();
  const [first] = exact.estimates;
  for (const { name } of exact.layers)
    exact.exact.push({
      ...first,
      quantity: 'inputInformation',
      source: 'X',
      target: name,
      time: 12,
      value: 4,
      unit: 'bits',
      name: verbatim('exact'),
    });
  await page.snapshot({ result: exact });
  const canvas = page.chart('flow').locator('canvas');
  await canvas.scrollIntoViewIfNeeded();
  const box = (await canvas.boundingBox())!;
  const layers = (await page.chartData('flow'))!.x.names!;
  const lit: (string | null)[] = [];
  for (let i = 0; i < layers.length; i++) {
    const left = 34;
    await page.page.mouse.move(
      box.x + left + ((i + 0.5) * (box.width - left - 8)) / layers.length,
      box.y + 0.86 * box.height,
    );
    await page.settle();
    lit.push(await page.page.locator('.chip[aria-current="true"]').first().textContent());
  }
  expect(lit).toEqual(layers);
});
