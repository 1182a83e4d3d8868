import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fakeResult } from '../../webview/fake/result';
import { expectNoComplaints } from './complaints';
import { HarnessPage, launch } from './pageHarness';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

interface Looks {
  /** Whether a chart has been drawn, in the order of the page. */
  readonly drawn: readonly boolean[];
  readonly inSight: readonly boolean[];
}

/** Sends a document, and looks at all charts as soon as one is drawn. */
async function firstLooks(page: HarnessPage, exporting: boolean): Promise<Looks> {
  const state = { title: 'long.rnn.json', phase: 'done', stale: false, restricted: false } as const;
  const result = fakeResult({ sweep: true, studies: true, critic: true });
  const message = { type: 'snapshot', revision: 1, view: 'panel', strings: {}, state: { ...state, result } };
  return page.page.evaluate(
    async ([posted, alsoExport]) => {
      const canvases = (): HTMLCanvasElement[] =>
        [...document.querySelectorAll<HTMLCanvasElement>('.charts .plot canvas')].filter(
          (one) => one.offsetParent !== null,
        );
      const isDrawn = (one: HTMLCanvasElement): boolean => {
        const blank = Object.assign(document.createElement('canvas'), { width: one.width, height: one.height });
        return one.width > 0 && one.toDataURL() !== blank.toDataURL();
      };
      window.postMessage(posted, '*');
      while (!canvases().some(isDrawn)) await new Promise((done) => setTimeout(done));
      const all = canvases();
      const looks = {
        drawn: all.map(isDrawn),
        inSight: all.map((one) => one.getBoundingClientRect().top < innerHeight),
      };
      const press = (selector: string, words: string): void =>
        [...document.querySelectorAll<HTMLElement>(selector)].find((one) => one.textContent.includes(words))?.click();
      if (alsoExport) {
        press('vscode-button', 'Export');
        press('[role=menuitem]', 'All charts as SVG');
      }
      return looks;
    },
    [message, exporting] as const,
  );
}

async function savedPictures(page: HarnessPage): Promise<ReadonlyMap<string, string>> {
  const sent = await page.lastSent();
  if (sent?.type !== 'saveFiles') throw new Error(`the page sent ${String(sent?.type)}`);
  return new Map(sent.files.map(({ name, content }) => [name, content]));
}

test('charts in sight are drawn first, and all others soon after', async () => {
  const page = await HarnessPage.open(browser);
  const { drawn, inSight } = await firstLooks(page, false);
  expect(inSight.filter((one) => !one).length).toBeGreaterThan(4);
  expect(drawn.filter((_, i) => inSight[i])).not.toContain(false);
  expect(drawn.at(-1), 'the last chart of the page').toBe(false);
  await page.settle();
  const later = await page.page.locator('.charts .plot:visible canvas').evaluateAll((all) =>
    all.map((one) => {
      if (!(one instanceof HTMLCanvasElement)) return false;
      const blank = Object.assign(document.createElement('canvas'), { width: one.width, height: one.height });
      return one.toDataURL() !== blank.toDataURL();
    }),
  );
  expect(later.length).toBe(drawn.length);
  expect(later).not.toContain(false);
  await expectNoComplaints(page);
  await page.close();
});

test('pictures that are saved before a chart was drawn are the same as those saved after', async () => {
  const page = await HarnessPage.open(browser);
  await firstLooks(page, true);
  await page.settle();
  const early = await savedPictures(page);
  await page.page.locator('vscode-button', { hasText: 'Export' }).click();
  await page.page.locator('[role=menuitem]', { hasText: 'All charts as SVG' }).click();
  await page.settle();
  const late = await savedPictures(page);
  expect([...early.keys()]).toEqual([...late.keys()]);
  expect(early.size).toBeGreaterThan(4);
  for (const [name, content] of early) expect(content === late.get(name), name).toBe(true);
  await page.close();
});
