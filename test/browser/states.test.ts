import { analysisWarning } from '../../src/result/warnings';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fakeResult } from '../../webview/fake/result';
import { marksOf } from '../../webview/model/chartData';
import { expectNoComplaints } from './complaints';
import { HarnessPage, launch } from './pageHarness';
import { realRun } from './run';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** A page for one test; any complaint of the page fails the test. */
async function withPage(
  work: (page: HarnessPage) => Promise<void>,
  options: Parameters<typeof HarnessPage.open>[1] = {},
): Promise<void> {
  const page = await HarnessPage.open(browser, options);
  await work(page);
  await expectNoComplaints(page);
  await page.close();
}

test('the page says that it is ready, and before the first run shows one sentence and one button', () =>
  withPage(async (page) => {
    expect(await page.sent()).toEqual([{ type: 'ready' }]);
    await page.snapshot({ phase: 'idle', result: undefined });
    const welcome = page.page.locator('.welcome');
    expect(await welcome.locator('p').textContent()).toBe(
      'Train the network in delayed-copy.rnn.json and see how much information each layer keeps about the input ' +
        'and the target.',
    );
    expect(await page.page.locator('vscode-button:visible').count()).toBe(1);
    await welcome.locator('vscode-button').click();
    expect(await page.lastSent()).toEqual({ type: 'analyze' });
  }));

test('without a config it says which to open; in an untrusted workspace it offers no run', () =>
  withPage(async (page) => {
    await page.snapshot({ phase: 'empty', title: undefined, result: undefined });
    expect(await page.page.locator('.welcome').textContent()).toContain('*.rnn.json');
    expect(await page.page.locator('vscode-button:visible').count()).toBe(0);
    await page.snapshot({ phase: 'idle', restricted: true, result: undefined });
    expect(await page.page.locator('.notice:not(.training)').textContent()).toMatch(/not trusted/);
    expect(await page.page.locator('vscode-button:visible').count()).toBe(0);
  }));

test('the line of a recorded training says how it is, and goes with it', () =>
  withPage(async (page) => {
    const result = realRun();
    const line = page.page.locator('.notice.training');
    await page.snapshot({ phase: 'done', result });
    expect(await line.isVisible()).toBe(false);
    await page.snapshot({ phase: 'done', result, training: { state: 'running', text: 'Training goes on: epoch 3.' } });
    expect(await line.textContent()).toBe('Training goes on: epoch 3.');
    await page.snapshot({ phase: 'done', result, training: { state: 'died', text: 'The training has died.' } });
    expect(await line.textContent()).toBe('The training has died.');
    // Readers of the screen hear of it.
    expect(await line.getAttribute('role')).toBe('status');
    await page.snapshot({ phase: 'done', result });
    expect(await line.isVisible()).toBe(false);
  }));

test('a run fills the page piece by piece: progress with a figure and time left, cancel, axes that only grow', () =>
  withPage(async (page) => {
    const whole = realRun();
    await page.snapshot({
      phase: 'running',
      result: { ...whole, estimates: [], training: [], findings: [], advice: [], warnings: [] },
      progress: { stage: 'training', fraction: 0.4, secondsLeft: 4, epoch: 12, epochs: 30 },
    });
    expect(await page.page.locator('.phase').textContent()).toBe('training 12/30 · 4 s left');
    expect(await page.page.locator('[role=progressbar]').getAttribute('aria-valuenow')).toBe('40');
    expect((await page.chartData('flow'))!.teaching?.text).toMatch(/^The first estimates are being computed\.$/);
    let high = 0;
    for (let at = 0; at < whole.estimates.length; at += 150) {
      await page.update({
        delta: { estimates: whole.estimates.slice(at, at + 150), training: at === 0 ? whole.training : [] },
      });
      const chartData = (await page.chartData('memory'))!;
      if (!chartData.teaching) expect(chartData.y.high).toBeGreaterThanOrEqual(high);
      high = chartData.y.high;
    }
    expect(marksOf((await page.chartData('memory'))!).length).toBeGreaterThan(20);
    // No heading stands over nothing.
    expect(await page.page.locator('.findings').isVisible()).toBe(false);
    await page.page.locator('vscode-button', { hasText: 'Cancel' }).click();
    expect(await page.lastSent()).toEqual({ type: 'cancel' });
    await page.update({ state: { phase: 'done', progress: undefined }, delta: { findings: whole.findings } });
    expect(await page.page.locator('.findings li').count()).toBe(whole.findings.length);
    expect(await page.page.locator('[role=progressbar]').isVisible()).toBe(false);
  }));

test('a thousand messages a second are at most ten redraws', () =>
  withPage(async (page) => {
    await page.snapshot({ phase: 'running', result: realRun() });
    const redraws = await page.page.evaluate(async () => {
      let count = 0;
      const observer = new MutationObserver(() => count++);
      observer.observe(document.querySelector('.phase')!, { childList: true, characterData: true, subtree: true });
      const end = performance.now() + 1000;
      for (let revision = 2; performance.now() < end; revision++) {
        window.postMessage(
          {
            type: 'update',
            revision,
            changes: { state: { progress: { stage: 'training', fraction: 0.5, epoch: revision, epochs: 100000 } } },
          },
          '*',
        );
        if (revision % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      }
      observer.disconnect();
      return count;
    });
    expect(redraws).toBeGreaterThan(0);
    expect(redraws).toBeLessThanOrEqual(11);
  }));

test('after an edit the numbers stay, dimmed, and say so; after a failure they stay with the reason', () =>
  withPage(async (page) => {
    await page.snapshot({ result: realRun() });
    await page.update({ state: { stale: true } });
    expect(await page.page.locator('.notice:not(.training)').textContent()).toMatch(
      /^The config was edited after this run\./,
    );
    expect(
      await page
        .chart('flow')
        .locator('.plot')
        .evaluate((plot) => Number(getComputedStyle(plot).opacity)),
    ).toBeLessThan(1);
    await page.update({
      state: {
        stale: false,
        phase: 'failed',
        reason: 'model.layers[1]: the engine ran out of memory; use fewer units.',
      },
    });
    expect(await page.page.locator('.notice:not(.training)').textContent()).toBe(
      'model.layers[1]: the engine ran out of memory; use fewer units.',
    );
    expect(marksOf((await page.chartData('memory'))!).length).toBeGreaterThan(20);
  }));

test('a new run keeps the old charts until it has numbers of its own', () =>
  withPage(async (page) => {
    const run = realRun();
    await page.snapshot({ result: run });
    const before = await page.chartData('memory');
    await page.update({
      state: { phase: 'running' },
      result: { ...run, estimates: [], training: [], findings: [], advice: [] },
    });
    expect(await page.chartData('memory')).toEqual(before);
    expect(await page.chart('memory').getAttribute('class')).toContain('is-old');
    await page.update({ delta: { estimates: run.estimates.filter(({ epoch }) => epoch === 0) } });
    expect(new Set(marksOf((await page.chartData('memory'))!).flatMap(({ epoch }) => epoch ?? []))).toEqual(
      new Set([0]),
    );
    expect(await page.chart('memory').getAttribute('class')).not.toContain('is-old');
  }));

test('a page that missed a message asks for everything anew', () =>
  withPage(async (page) => {
    await page.snapshot({ phase: 'running', result: realRun() });
    await page.update({ state: { phase: 'failed', reason: 'lost' } }, 3);
    expect((await page.sent()).filter(({ type }) => type === 'ready')).toHaveLength(2);
    expect(await page.page.locator('.phase').textContent()).not.toBe('failed');
    await page.snapshot({ result: realRun() });
    await page.update({ state: { stale: true } });
    expect(await page.page.locator('.notice:not(.training)').textContent()).toMatch(
      /^The config was edited after this run\./,
    );
  }));

test('what the person chose, and which config it was, survive a reload', () =>
  withPage(async (page) => {
    await page.snapshot({ result: realRun(), config: 'file:///w/delayed-copy.rnn.json' });
    await page.page.locator('.slider input').focus();
    await page.page.keyboard.press('Home');
    await page.settle();
    const kept = await page.kept();
    expect(kept).toMatchObject({ config: 'file:///w/delayed-copy.rnn.json', choices: { epoch: 0 } });
    const woken = await HarnessPage.open(browser, { kept });
    await woken.snapshot({ result: realRun() });
    expect(await woken.page.locator('.slider input').getAttribute('aria-valuetext')).toBe('epoch 0 of 30');
    await woken.close();
  }));

test('advice is tried by a click, as long as the config is the one it was given for', () =>
  withPage(async (page) => {
    const edits = [{ path: ['model', 'layers', 1, 'beta'], value: 18 }];
    const result = {
      ...fakeResult({ bottleneck: true }),
      advice: [
        {
          kind: 'objectiveWeight' as const,
          severity: 'warning' as const,
          layer: 'z',
          message: 'a larger beta keeps more.',
          args: [],
          edits,
        },
      ],
    };
    await page.snapshot({ result });
    const button = page.page.locator('.advice button.link', { hasText: 'Try it' });
    expect(await button.getAttribute('aria-label')).toBe('Try it: model.layers[1].beta: 18');
    await button.click();
    expect(await page.lastSent()).toEqual({ type: 'changeConfig', edits });
    await page.update({ state: { stale: true } });
    expect(await button.count()).toBe(0);
  }));

test('empty charts teach, and their links write the config', () =>
  withPage(async (page) => {
    await page.snapshot({ result: fakeResult({ bottleneck: false, epochs: 0 }) });
    await page.chart('bottleneck').locator('button.link').click();
    expect(await page.lastSent()).toEqual({
      type: 'setInConfig',
      path: ['model', 'layers', 3],
      insert: true,
      value: { type: 'bottleneck', name: 'z', units: 4, beta: 100 },
    });
    await page.chart('loss').locator('button.link').click();
    expect(await page.lastSent()).toEqual({ type: 'setInConfig', path: ['training', 'epochs'], value: 30 });
    expect(await page.chart('accuracy').isVisible()).toBe(false);
    // Charts that need a change of the config are at the end.
    expect(await page.page.locator('.more #chart-bottleneck, .more #chart-loss').count()).toBe(2);
    await page.snapshot({ result: realRun() });
    expect(await page.page.locator('.charts #chart-bottleneck, .charts #chart-loss').count()).toBe(2);
  }));

test('a finding links to its layer in the config', () =>
  withPage(async (page) => {
    await page.snapshot({ result: realRun() });
    await page.page.locator('.findings li button.link').first().click();
    expect(await page.lastSent()).toEqual({ type: 'revealLayer', layer: 'memory' });
  }));

test('the side view has the layers with two numbers each and the flow under them', () =>
  withPage(
    async (page) => {
      await page.snapshot({ result: realRun() }, { view: 'side' });
      expect(await page.page.locator('.tree tbody tr').count()).toBe(3);
      expect(await page.page.locator('.tree tbody tr').first().locator('td').allTextContents()).toEqual([
        '≥ 8.70',
        '≥ 1.99',
      ]);
      expect(marksOf((await page.chartData('flow'))!).length).toBe(6);
      await page.page.locator('.tree button', { hasText: 'z' }).click();
      expect(await page.lastSent()).toEqual({ type: 'revealLayer', layer: 'z' });
      await page.page.locator('vscode-button', { hasText: 'Open all charts' }).click();
      expect(await page.lastSent()).toEqual({ type: 'openPanel' });
    },
    { width: 300 },
  ));

test('other languages are a table', () =>
  withPage(async (page) => {
    await page.snapshot(
      { result: realRun() },
      {
        strings: {
          'Memory over lag': 'Gedächtnis über den Abstand',
          'done in {0}': 'fertig nach {0}',
          '{0} of {1}': '{0} von {1}',
        },
      },
    );
    expect(await page.chart('memory').locator('h2').textContent()).toBe('Gedächtnis über den Abstand');
    expect(await page.page.locator('.phase').textContent()).toMatch(/^fertig nach /);
  }));

test('texts of a run are text, never markup', () =>
  withPage(async (page) => {
    const run = realRun();
    run.findings = [{ message: '<img src=x onerror=alert(1)> {0}', args: ['<b>bold</b>'] }];
    run.warnings = [analysisWarning('text', '</script><script>alert(1)</script>')];
    await page.snapshot({ result: run, title: '<i>x</i>.rnn.json' });
    expect(await page.page.locator('.findings img, .findings b, h1 i').count()).toBe(0);
    expect(await page.page.locator('.findings li').first().textContent()).toContain('<b>bold</b>');
  }));
