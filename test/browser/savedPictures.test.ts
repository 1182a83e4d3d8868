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

test('all charts are saved as SVG: a browser draws each as its chart looks, with its words as words', async () => {
  const page = await HarnessPage.open(browser, { width: 1400 });
  await page.snapshot({ result: fakeResult({ sweep: true, studies: true, critic: true }) });
  const looks = () =>
    page.page
      .locator('.charts .plot:visible canvas')
      .evaluateAll((all) => all.flatMap((one) => (one instanceof HTMLCanvasElement ? [one.toDataURL()] : [])));
  const before = await looks();
  await page.page.locator('vscode-button', { hasText: 'Export' }).click();
  await page.page.locator('[role=menuitem]', { hasText: 'All charts as SVG' }).click();
  await page.settle();
  const sent = await page.lastSent();
  if (sent?.type !== 'saveFiles') throw new Error(`the page sent ${String(sent?.type)}`);
  expect(sent.files).toHaveLength(before.length);
  expect(await looks(), 'the charts on the page').toEqual(before);
  const svg = Buffer.from(sent.files.find(({ name }) => name.endsWith('-memory.svg'))!.content, 'base64').toString();
  writeFileSync(pictureAt('saved-memory').replace('.png', '.svg'), svg);
  expect(svg).toContain('<title>Memory over lag</title>');
  expect(svg).toMatch(/<text [^>]*>lag s \(steps back\)<\/text>/);
  expect(svg).not.toContain('undefined');

  const charts = await page.page.locator('.chart:has(.plot:visible)').evaluateAll((all) => all.map(({ id }) => id));
  const different = await page.page.evaluate(
    async ({ files, ids }) => {
      /** The share of pixels in which a picture differs clearly from the chart on the page. */
      const difference = async (content: string, canvas: HTMLCanvasElement): Promise<number> => {
        const text = new TextDecoder().decode(Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0)));
        if (new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror')) return 1;
        const image = new Image();
        image.src = `data:image/svg+xml;base64,${content}`;
        await image.decode();
        const both = document.createElement('canvas');
        [both.width, both.height] = [canvas.width, canvas.height];
        const ctx = both.getContext('2d', { willReadFrequently: true })!;
        // The margin and the title stand before the chart, as in a PNG.
        ctx.drawImage(image, -12, -36);
        const drawn = ctx.getImageData(0, 0, both.width, both.height).data;
        ctx.fillStyle = getComputedStyle(document.body).getPropertyValue('--page-background');
        ctx.fillRect(0, 0, both.width, both.height);
        ctx.drawImage(canvas, 0, 0);
        const shown = ctx.getImageData(0, 0, both.width, both.height).data;
        let count = 0;
        for (let i = 0; i < shown.length; i += 4) {
          const apart = [0, 1, 2].map((part) => Math.abs(shown[i + part] - drawn[i + part]));
          if (Math.max(...apart) > 60) count++;
        }
        return count / (shown.length / 4);
      };
      const found: string[] = [];
      for (const id of ids) {
        const file = files.find(({ name }) => name.endsWith(`-${id.replace('chart-', '')}.svg`));
        const canvas = document.querySelector<HTMLCanvasElement>(`#${id} canvas`);
        const share = file && canvas ? await difference(file.content, canvas) : 1;
        if (share > 0.004) found.push(`${id}: ${share}`);
      }
      return found;
    },
    { files: sent.files, ids: charts },
  );
  expect(different).toEqual([]);
  await expectNoComplaints(page);
  await page.close();
});

test('the curves of every network go into a folder of their own', async () => {
  const page = await HarnessPage.open(browser);
  const result = fakeResult();
  const config = { ...result.config, networks: { rnn: result.config.model } };
  await page.snapshot({ result: { ...result, config, networks: [{ ...result, name: 'rnn' }] } });
  await page.page.locator('vscode-button', { hasText: 'Export' }).click();
  await page.page.locator('[role=menuitem]', { hasText: 'Curves for TensorBoard' }).click();
  await page.settle();
  const sent = await page.lastSent();
  if (sent?.type !== 'saveFiles') throw new Error(`the page sent ${String(sent?.type)}`);
  expect(sent.of).toBe('curves');
  expect(sent.files.map(({ folder }) => folder)).toEqual(['delayed-copy-model', 'delayed-copy-rnn']);
  for (const { name, content } of sent.files) {
    expect(name).toMatch(/^events\.out\.tfevents\./);
    expect(Buffer.from(content, 'base64').toString('latin1')).toContain('brain.Event:2');
  }
  await expectNoComplaints(page);
  await page.close();
});
