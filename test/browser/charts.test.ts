import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { marksOf } from '../../webview/model/chartData';
import { expectNoComplaints } from './complaints';
import { HarnessPage, launch } from './pageHarness';
import { realRun } from './run';

const ids = ['flow', 'plane', 'memory', 'time', 'curves', 'pairs', 'bottleneck', 'rate', 'loss', 'accuracy'];
let browser: Browser;
let page: HarnessPage;

beforeAll(async () => {
  browser = await launch();
  page = await HarnessPage.open(browser);
  await page.snapshot({ result: realRun() });
});
afterAll(() => browser.close());

test('every chart draws the run, says a sentence about it and how to read it', async () => {
  for (const id of ids) {
    const chartData = await page.chartData(id);
    expect(marksOf(chartData!).length, id).toBeGreaterThan(0);
    const chart = page.chart(id);
    expect(await chart.locator('.says').textContent(), id).toBe(chartData!.says);
    expect(await chart.locator('.plot').getAttribute('aria-label'), id).toContain(chartData!.says);
    expect(await chart.locator('p.reading').textContent(), id).toMatch(/\.$/);
    const painted = await chart
      .locator('canvas')
      .evaluate(
        (canvas: HTMLCanvasElement) =>
          new Set(canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height).data).size,
      );
    expect(painted, `${id} has more than a blank canvas`).toBeGreaterThan(8);
  }
  await expectNoComplaints(page);
});

test("a chart shows the document's numbers, and its table the same ones", async () => {
  const run = realRun();
  const chartData = await page.chartData('memory');
  const line = chartData!.series.find(({ layer, role }) => layer === 'memory' && role === 'estimate')!;
  const truth = run.estimates.filter(
    ({ quantity, target, epoch }) => quantity === 'memory' && target === 'memory' && epoch === 30,
  );
  expect(line.marks.map(({ x, y, interval }) => [x, y, interval?.low, interval?.high])).toEqual(
    truth
      .map(({ lag, value, low, high }) => [
        lag,
        value,
        Math.min(low, value),
        high === null ? value : Math.max(high, value),
      ])
      .sort((a, b) => a[0]! - b[0]!),
  );
  const chart = page.chart('memory');
  await chart.locator('.tool[aria-label*="table"]').click();
  const rows = await chart.locator('tbody tr').count();
  expect(rows).toBe(marksOf(chartData!).filter(({ cells }) => cells.length > 0).length);
  const cells = await chart.locator('tbody tr').first().locator('td').allTextContents();
  expect(cells.slice(0, 4)).toEqual(['memory', '0', '12', String(Number(line.marks[0].y.toFixed(3)))]);
});

test('the table sorts by a column, up, down and back, and copies as CSV', async () => {
  const chart = page.chart('memory');
  const value = chart.locator('th', { hasText: 'value (bits)' });
  const column = async () => (await chart.locator('tbody tr td:nth-child(4)').allTextContents()).map(Number);
  const unsorted = await column();
  await value.locator('button').click();
  expect(await column()).toEqual([...unsorted].sort((a, b) => a - b));
  expect(await value.getAttribute('aria-sort')).toBe('ascending');
  await value.locator('button').click();
  expect(await column()).toEqual([...unsorted].sort((a, b) => b - a));
  await value.locator('button').click();
  expect(await column()).toEqual(unsorted);
  await chart.locator('vscode-button', { hasText: 'Copy as CSV' }).click();
  const sent = await page.lastSent();
  expect(sent).toMatchObject({ type: 'copyText' });
  expect(sent?.type === 'copyText' && sent.text.split('\r\n').length).toBe(unsorted.length + 2);
});

test('a chart saves as PNG and as CSV', async () => {
  const chart = page.chart('flow');
  await chart.locator('.tool[aria-label*="PNG"]').click();
  const picture = await page.lastSent();
  expect(picture).toMatchObject({ type: 'saveFile', name: 'delayed-copy-flow.png', encoding: 'base64' });
  expect(picture?.type === 'saveFile' && Buffer.from(picture.content, 'base64').subarray(1, 4).toString()).toBe('PNG');
  await chart.locator('.tool[aria-label*="CSV"]').click();
  expect(await page.lastSent()).toMatchObject({ type: 'saveFile', name: 'delayed-copy-flow.csv', encoding: 'utf8' });
});

test('the slider moves every chart, by keyboard as by hand', async () => {
  const slider = page.page.locator('.slider input');
  expect(await slider.getAttribute('aria-valuetext')).toBe('epoch 30 of 30');
  const before = {
    flow: await page.chartData('flow'),
    memory: await page.chartData('memory'),
    plane: await page.chartData('plane'),
  };
  await slider.focus();
  await page.page.keyboard.press('Home');
  await page.settle();
  expect(await slider.getAttribute('aria-valuetext')).toBe('epoch 0 of 30');
  for (const id of ['flow', 'memory', 'time', 'curves', 'pairs']) {
    const epochs = new Set(marksOf((await page.chartData(id))!).flatMap(({ epoch }) => epoch ?? []));
    expect([...epochs], id).toEqual([0]);
  }
  expect((await page.chartData('plane'))!.series[0].marks).toHaveLength(1);
  expect((await page.chartData('flow'))!.y).toEqual(before.flow!.y);
  await page.page.keyboard.press('ArrowRight');
  await page.settle();
  expect((await page.chartData('plane'))!.series[0].marks).toHaveLength(2);
  await page.page.keyboard.press('End');
  await page.settle();
  expect(await page.chartData('memory')).toEqual(before.memory);
});

test('play runs through the epochs and stops at the last', async () => {
  await page.page.evaluate(() => {
    const slider = document.querySelector('.slider input')!;
    const seen: (string | null)[] = [];
    Object.assign(globalThis, { harnessSeen: seen });
    new MutationObserver(() => {
      const text = slider.getAttribute('aria-valuetext');
      if (text !== seen.at(-1)) seen.push(text);
    }).observe(slider, { attributes: true });
  });
  await page.page.locator('vscode-button[aria-label="Play through the epochs"]').click();
  await page.page.locator('vscode-button[aria-label="Pause"]').waitFor();
  await page.page.locator('vscode-button[aria-label="Play through the epochs"]').waitFor();
  await page.settle();
  const seen = await page.page.evaluate(() => Reflect.get(globalThis, 'harnessSeen') as string[]);
  expect(seen.filter((text) => text !== 'epoch 30 of 30')).toEqual(
    ['epoch 0 of 30', 'epoch 2 of 30', 'epoch 5 of 30', 'epoch 20 of 30'].filter((text) => seen.includes(text)),
  );
  expect(seen[0]).toBe('epoch 0 of 30');
  expect(seen.at(-1)).toBe('epoch 30 of 30');
});

test('arrow keys walk along the points, each is read out, Enter shows the layer in the config', async () => {
  const plot = page.chart('memory').locator('.plot');
  const spoken = page.chart('memory').locator('.spoken');
  await plot.focus();
  await page.page.keyboard.press('ArrowRight');
  expect(await spoken.textContent()).toMatch(/^memory, lag 0: .* bits \(.* to .*\)/);
  await page.page.keyboard.press('ArrowRight');
  expect(await spoken.textContent()).toMatch(/^memory, lag 1: /);
  await page.page.keyboard.press('ArrowDown');
  expect(await spoken.textContent()).toMatch(/^z, lag 1: /);
  await page.page.keyboard.press('End');
  expect(await spoken.textContent()).toMatch(/^z, lag 11: /);
  await page.page.keyboard.press('Enter');
  expect(await page.lastSent()).toEqual({ type: 'revealLayer', layer: 'z' });
  await page.page.keyboard.press('Escape');
  expect(await spoken.textContent()).toBe('');
});

test('a doubtful number is hollow, and its read-out and its row say why', async () => {
  const chartData = await page.chartData('flow');
  const doubtful = marksOf(chartData!).find(({ warnings }) => warnings.length > 0)!;
  expect(doubtful.details.join(' ')).toContain(doubtful.warnings[0]);
  expect(doubtful.cells).toContain(doubtful.warnings.join('; '));
});

test('bounds of the document point: the marks carry their direction', async () => {
  const chartData = await page.chartData('bottleneck');
  expect(chartData!.series[0].marks[0]).toMatchObject({ bound: 'lower', xBound: 'upper' });
});

test('the unit menu changes every number at once, and the config', async () => {
  const bits = (await page.chartData('memory'))!.series[0].marks[0].y;
  await page.page.locator('vscode-dropdown[aria-label="Unit"]').click();
  await page.page.locator('vscode-dropdown[aria-label="Unit"] vscode-option', { hasText: 'nats' }).click();
  await page.settle();
  expect(await page.lastSent()).toEqual({ type: 'setInConfig', path: ['analysis', 'unit'], value: 'nats' });
  expect((await page.chartData('memory'))!.series[0].marks[0].y).toBeCloseTo(bits * Math.LN2, 10);
  expect((await page.chartData('memory'))!.y.label).toBe('nats');
  await page.page.locator('vscode-dropdown[aria-label="Estimator"]').click();
  await page.page.locator('vscode-dropdown[aria-label="Estimator"] vscode-option', { hasText: 'ksg1' }).click();
  expect(await page.lastSent()).toEqual({ type: 'setInConfig', path: ['analysis', 'estimator'], value: 'ksg1' });
});

test('pointing at a layer lights it everywhere; clicking shows it in the config', async () => {
  const chip = page.page.locator('.chip', { hasText: 'memory' });
  await chip.hover();
  await page.settle();
  expect(await chip.getAttribute('aria-current')).toBe('true');
  await chip.click();
  expect(await page.lastSent()).toEqual({ type: 'revealLayer', layer: 'memory' });
  await page.page.mouse.move(5, 5);
  await page.update({ state: { activeLayer: 'z' } });
  expect(await page.page.locator('.chip[aria-current="true"]').getAttribute('data-layer')).toBe('z');
});

test('the heat map and the curves follow their menus', async () => {
  await page.page.locator('#chart-time vscode-dropdown').click();
  await page.page.locator('#chart-time vscode-option', { hasText: 'About the target' }).click();
  await page.settle();
  expect((await page.chartData('time'))!.says).toMatch(/^About the target/);
  await page.page.locator('#chart-curves vscode-dropdown').click();
  await page.page.locator('#chart-curves vscode-option', { hasText: 'z' }).click();
  await page.settle();
  expect((await page.chartData('curves'))!.says).toMatch(/^z:/);
  await expectNoComplaints(page);
});
