import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { memoryFits } from '../../src/analysis/measures/memory/memoryFits';
import { advice } from '../../src/analysis/sayings/advice/advice';
import { findings } from '../../src/analysis/sayings/findings/findings';
import { fakeResult } from '../../webview/fake/result';
import { translationOf } from '../../scripts/strings.mjs';
import { expectNoComplaints } from './complaints';
import { HarnessPage, launch } from './pageHarness';
import { pictureAt } from './run';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

test('in Chinese the page speaks Chinese, and so does the Markdown that it saves', async () => {
  const page = await HarnessPage.open(browser, { theme: 'light', height: 1400 });
  const run = fakeResult({ sweep: true, studies: true, beside: true });
  run.fits = memoryFits(run.estimates);
  run.findings = findings(run);
  run.advice = advice(run);
  expect(run.findings.length).toBeGreaterThan(3);
  await page.snapshot({ result: run }, { strings: translationOf('zh-cn') });
  await page.settle();
  const titles = await page.page.locator('.chart h2').allTextContents();
  expect(titles).toContain('随滞后的记忆');
  expect(titles.filter((title) => !/\p{Script=Han}/u.test(title))).toEqual([]);
  const listed = await page.page.locator('.findings li').allTextContents();
  expect(listed.filter((finding) => !/\p{Script=Han}/u.test(finding))).toEqual([]);
  // Names, formulas and settings stay; no English sentence does without these words.
  const says = await page.page.locator('.says:visible, .reading:visible').allTextContents();
  expect(says.length).toBeGreaterThan(20);
  const english = says.flatMap(
    (text) => text.match(/\b(?:the|of|about|and|is|are|at|in|layer|network|input)\b/g) ?? [],
  );
  expect(english).toEqual([]);
  await page.page.screenshot({ path: pictureAt('chinese') });
  await page.page.locator('vscode-button', { hasText: '导出' }).click();
  await page.page.locator('[role=menuitem]', { hasText: 'Markdown 摘要' }).click();
  const sent = await page.lastSent();
  expect(sent).toMatchObject({ type: 'saveFile', name: 'delayed-copy-summary.md' });
  expect(sent?.type === 'saveFile' && sent.content).toContain('## 发现');
  await expectNoComplaints(page);
  await page.close();
});
