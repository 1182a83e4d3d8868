import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { FromPage, PageState, ToPage } from '../../src/page/protocol';
import type { ChartData } from '../../webview/model/chartData';
import { themes, type ThemeName } from './themes';

const root = join(import.meta.dirname, '..', '..');
const origin = 'https://page.test';
const nonce = 'c29tZSBub25jZQ';

/** The policy and the skeleton that the editor serves the page under. */
const policy = [
  `default-src 'none'`,
  `img-src ${origin} data:`,
  `font-src ${origin}`,
  `style-src ${origin} 'nonce-${nonce}'`,
  `script-src 'nonce-${nonce}'`,
].join('; ');
const html = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta property="csp-nonce" content="${nonce}"><title>RNN Information Flow</title>
<link rel="stylesheet" href="${origin}/page.css" nonce="${nonce}"></head>
<body><div id="page"></div><script nonce="${nonce}" src="${origin}/page.js"></script></body></html>`;

export interface OpenOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  readonly reducedMotion?: boolean;
  /** State that the webview stored before a reload. */
  readonly kept?: unknown;
}

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath:
      process.env.CHROMIUM ??
      ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path)) ??
      '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/**
 * The page in a browser with a stand-in for the editor: sends protocol messages, keeps what comes back and every
 * complaint.
 */
export class HarnessPage {
  readonly complaints: string[] = [];
  private revision = 0;

  private constructor(readonly page: Page) {}

  static async open(browser: Browser, options: OpenOptions = {}): Promise<HarnessPage> {
    const { theme = 'dark', width = 1200, height = 900, kept } = options;
    const context = await browser.newContext({
      viewport: { width, height },
      reducedMotion: options.reducedMotion ? 'reduce' : 'no-preference',
    });
    const page = await context.newPage();
    const opened = new HarnessPage(page);
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') opened.complaints.push(message.text());
    });
    page.on('pageerror', (error) => opened.complaints.push(String(error)));
    await page.route(`${origin}/**`, async (route) => {
      const name = new URL(route.request().url()).pathname.slice(1);
      if (name === '') return route.fulfill({ contentType: 'text/html', body: html });
      const body = readFileSync(join(root, 'dist', name));
      return route.fulfill({ contentType: name.endsWith('.css') ? 'text/css' : 'text/javascript', body });
    });
    await page.addInitScript((state) => {
      const sent: unknown[] = [];
      let held = state;
      Object.assign(globalThis, {
        harnessSent: sent,
        harnessKept: () => held,
        acquireVsCodeApi: () => ({
          postMessage: (message: unknown) => void sent.push(message),
          getState: () => held,
          setState: (next: unknown) => {
            held = next;
          },
        }),
      });
      document.addEventListener('securitypolicyviolation', (event) =>
        console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`),
      );
    }, kept);
    await page.goto(`${origin}/`);
    await opened.setTheme(theme);
    return opened;
  }

  async setTheme(name: ThemeName): Promise<void> {
    const { bodyClass, variables } = themes[name];
    await this.page.evaluate(
      ([className, entries]) => {
        document.documentElement.style.cssText = entries.map(([key, value]) => `--vscode-${key}: ${value}`).join('; ');
        document.body.className = className;
      },
      [bodyClass, Object.entries(variables)] as const,
    );
  }

  async snapshot(
    state: Partial<PageState>,
    more: { view?: 'panel' | 'side'; strings?: Record<string, string> } = {},
  ): Promise<void> {
    await this.send({
      type: 'snapshot',
      revision: ++this.revision,
      view: more.view ?? 'panel',
      strings: more.strings ?? {},
      state: { title: 'delayed-copy.rnn.json', phase: 'done', stale: false, restricted: false, ...state },
    });
  }

  async update(changes: Extract<ToPage, { type: 'update' }>['changes'], skip = 0): Promise<void> {
    this.revision += 1 + skip;
    await this.send({ type: 'update', revision: this.revision, changes });
  }

  async send(message: ToPage): Promise<void> {
    await this.page.evaluate(
      (data) =>
        new Promise<void>((resolve) => {
          // Registered after the page's own listener, so the page has taken the message when this one is called.
          window.addEventListener('message', () => resolve(), { once: true });
          window.postMessage(data, '*');
        }),
      message,
    );
    await this.settle();
  }

  /** Waits for the throttled redraw and for the charts' layout. */
  async settle(): Promise<void> {
    await this.page.evaluate(async () => {
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      const settled = () => (Reflect.get(globalThis, 'rnnInformationFlow') as { settled: boolean }).settled;
      for (let quiet = 0; quiet < 3; quiet = settled() ? quiet + 1 : 0) await frame();
    });
  }

  sent(): Promise<FromPage[]> {
    return this.page.evaluate(() => [...(Reflect.get(globalThis, 'harnessSent') as FromPage[])]);
  }

  async lastSent(): Promise<FromPage | undefined> {
    return (await this.sent()).at(-1);
  }

  kept(): Promise<unknown> {
    return this.page.evaluate(() => (Reflect.get(globalThis, 'harnessKept') as () => unknown)());
  }

  chartData(id: string): Promise<ChartData | undefined> {
    return this.page.evaluate(
      (name) =>
        (
          Reflect.get(globalThis, 'rnnInformationFlow') as { chartDataById: ReadonlyMap<string, ChartData> } | undefined
        )?.chartDataById.get(name),
      id,
    );
  }

  chart(id: string) {
    return this.page.locator(`#chart-${id}`);
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}
