import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { splitDelta } from '../../src/engine/process/deltaSender';
import type { AnalysisResult } from '../../src/result/result';
import { fakeLayers } from '../../webview/fake/config';
import { fakeEstimates } from '../../webview/fake/estimates';
import { fakeResult } from '../../webview/fake/result';
import { expectNoComplaints } from './complaints';
import { HarnessPage, launch } from './pageHarness';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const snapshots = 1000;
const wanted = 50_000;
/** As many estimates as the host puts into one message. */
const piece = 1500;

/** A run of a thousand analysed epochs and fifty thousand estimates. */
function largeResult(): AnalysisResult {
  const options = { layers: 4, steps: 6, epochs: snapshots, snapshots: 2 };
  const layers = fakeLayers(options.layers, { target: true, bottleneck: true, critic: false, longNames: false });
  const epochs = Array.from({ length: snapshots }, (_, i) => i + 1);
  const all = fakeEstimates({
    layers,
    steps: options.steps,
    epochs,
    target: true,
    beside: false,
    doubtful: 0,
    seed: 1,
  });
  const each = Math.floor(all.length / snapshots);
  const most = Math.ceil(wanted / snapshots);
  const taken = new Map<number, number>();
  const estimates = all.filter(({ epoch }) => {
    const count = taken.get(epoch) ?? 0;
    taken.set(epoch, count + 1);
    return epoch === snapshots || count < Math.min(each, most);
  });
  return { ...fakeResult(options), estimates };
}

/** Seconds of the processor that the page's process has taken, whatever else the machine does; and its heap. */
async function figures(page: HarnessPage): Promise<{ readonly seconds: number; readonly megabytes: number }> {
  const [system, session] = [await browser.newBrowserCDPSession(), await page.page.context().newCDPSession(page.page)];
  const { processInfo } = await system.send('SystemInfo.getProcessInfo');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  return {
    seconds: Math.max(...processInfo.filter(({ type }) => type === 'renderer').map(({ cpuTime }) => cpuTime)),
    megabytes: (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? NaN) / 1e6,
  };
}

test('a document of 50 000 estimates and 1000 snapshots is drawn once, and stays under 300 MB', async () => {
  const page = await HarnessPage.open(browser);
  const result = largeResult();
  expect(result.estimates.length).toBeGreaterThanOrEqual(wanted);
  expect(new Set(result.estimates.map(({ epoch }) => epoch)).size).toBe(snapshots);
  const head = { ...result, estimates: result.estimates.slice(0, piece) };
  const rest = splitDelta({ estimates: result.estimates.slice(piece) }, piece);
  const last = rest.pop();
  const state = { title: 'large.rnn.json', phase: 'done', stale: false, restricted: false, result: head } as const;
  // The messages of the host, with what it takes to bring them here left out of the figures.
  await page.page.evaluate(
    (messages) => void Object.assign(globalThis, { messages }),
    [
      { type: 'snapshot', revision: 1, view: 'panel', strings: {}, state, more: true },
      ...rest.map((delta, i) => ({ type: 'update', revision: 2 + i, changes: { delta }, more: true })),
      { type: 'update', revision: 2 + rest.length, changes: { delta: last } },
    ],
  );
  /** Gives the page messages; resolves with the seconds that it took to receive them. */
  const post = (from: number, to?: number): Promise<number> =>
    page.page.evaluate(
      ([first, end]) =>
        new Promise<number>((resolve) => {
          const start = performance.now();
          const mark = 'all received';
          window.addEventListener('message', function received({ data }) {
            if (data !== mark) return;
            window.removeEventListener('message', received);
            resolve((performance.now() - start) / 1000);
          });
          const messages = Reflect.get(globalThis, 'messages') as unknown[];
          for (const message of [...messages.slice(first, end), mark]) window.postMessage(message, '*');
        }),
      [from, to] as const,
    );
  const before = await figures(page);
  const received = await post(0, -1);
  expect(await page.chartData('plane')).toBeUndefined();
  const drawn = await page.page.evaluate(async () => {
    const start = performance.now();
    const frame = (): Promise<unknown> => new Promise((done) => requestAnimationFrame(done));
    const page = () => Reflect.get(globalThis, 'rnnInformationFlow') as { chartDataById: ReadonlyMap<string, unknown> };
    window.postMessage((Reflect.get(globalThis, 'messages') as unknown[]).at(-1), '*');
    while (!page().chartDataById.has('plane')) await frame();
    await frame();
    return (performance.now() - start) / 1000;
  });
  await page.settle();
  const after = await figures(page);
  await page.page.evaluate(() => Reflect.deleteProperty(globalThis, 'messages'));
  const seconds = after.seconds - before.seconds;
  process.stdout.write(
    `50 000 estimates: charts in sight after ${(received + drawn).toFixed(2)} s, ` +
      `all for ${seconds.toFixed(2)} s of processor, ${after.megabytes.toFixed(0)} MB\n`,
  );
  expect((await page.chartData('plane'))!.series.flatMap(({ marks }) => marks).length).toBeGreaterThan(snapshots);
  expect(after.megabytes).toBeLessThan(300);
  await expectNoComplaints(page);
  await page.close();
}, 400_000);
