// A window of VS Code's server in Chromium, with this repository's extension loaded from its folder.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const executables = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

export async function startBrowser() {
  const executablePath = process.env.CHROME_PATH ?? executables.find((path) => existsSync(path));
  if (!executablePath)
    throw new Error('No Chromium found: install the package "chromium", or set CHROME_PATH to the program.');
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage',
    ],
  });
}

/**
 * Opens `folder` in a new page of `context`, and `file` in it. With `tests`, the path of a module, the extension host
 * runs its `run()`, and `exit` resolves to the status.
 * @param {object} options
 * @param {import('playwright-core').BrowserContext} options.context
 * @param {{ readonly address: string, readonly port: number }} options.server
 * @param {string} options.folder
 * @param {string} options.extension
 * @param {string} [options.tests]
 * @param {string} [options.file]
 */
export async function openWindow({ context, server, folder, extension, tests, file }) {
  const page = await context.newPage();
  /** @type {string[]} */
  const messages = [];
  page.on('console', (message) => messages.push(message.text()));
  /** @type {(code: number) => void} */
  let finish = () => undefined;
  /** @type {Promise<number>} */
  const exit = new Promise((resolve) => {
    finish = resolve;
  });
  /** @type {(type: string, args: readonly unknown[]) => void} */
  const log = (type, args) => {
    messages.push(`${type}: ${args.join(' ')}`);
  };
  await page.exposeFunction('codeAutomationLog', log);
  await page.exposeFunction('codeAutomationExit', finish);
  /** @param {string} path */
  const remote = (path) => `vscode-remote://127.0.0.1:${server.port}${path}`;
  const payload = [
    ['extensionDevelopmentPath', remote(extension)],
    ...(tests ? [['extensionTestsPath', remote(tests)]] : []),
    ...(file ? [['openFile', remote(file)]] : []),
    ['skipWelcome', 'true'],
  ];
  await page.goto(
    `${server.address}/?folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`,
  );
  return { page, exit, messages };
}
