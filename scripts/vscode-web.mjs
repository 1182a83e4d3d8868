// VS Code in a browser with no server behind it: the workbench of the server's package, given out as plain files.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getServer } from './vscode-server.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const types = {
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
  '.css': 'text/css',
  '.html': 'text/html',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** Files are given to every page, so that an isolated one may load them as well. */
const headers = { 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' };

/**
 * The server's package expects its server. Without it the window is not remote, and its own files are the browser's.
 * @param {string} source
 */
function withoutServer(source) {
  const patched = source
    .replace(/remoteAuthority:(\w+\.)?location\.host/, "remoteAuthority:''")
    .replace(
      /(\w+)\.file\(this\.userDataPath\)\.with\(\{scheme:\w+\.vscodeRemote\}\)/,
      '$1.from({scheme:"vscode-userdata",path:"/"})',
    );
  if (patched === source) throw new Error("The workbench of VS Code's server is not as expected.");
  return patched;
}

/** The extensions that VS Code brings and that run without a program: themes and languages. */
function builtIn(/** @type {string} */ folder) {
  return readdirSync(folder).flatMap((name) => {
    const file = join(folder, name, 'package.json');
    if (!existsSync(file)) return [];
    const packageJSON = JSON.parse(readFileSync(file, 'utf8'));
    if (packageJSON.main || packageJSON.browser) return [];
    const words = join(folder, name, 'package.nls.json');
    const packageNLS = existsSync(words) ? JSON.parse(readFileSync(words, 'utf8')) : undefined;
    return [{ extensionPath: name, packageJSON, packageNLS }];
  });
}

/** @param {object} value */
const attribute = (value) => JSON.stringify(value).replace(/&/g, '&amp;').replace(/"/g, '&quot;');

/**
 * @param {string} host
 * @param {string} folder
 * @param {string} suite
 */
function workbenchPage(host, folder, suite) {
  const at = (/** @type {string} */ path) => ({ scheme: 'http', authority: host, path });
  const build = `http://${host}/build`;
  const configuration = {
    folderUri: { scheme: 'tmp', authority: '', path: '/' },
    userDataPath: '/',
    isEnabledFileDownloads: false,
    isEnabledFileUploads: false,
    isEnabledCoderGettingStarted: false,
    enableWorkspaceTrust: false,
    developmentOptions: {
      extensions: [at('/extension')],
      extensionTestsPath: at(`/extension/dist/test-web/${suite}.js`),
    },
    productConfiguration: {
      enableTelemetry: false,
      webEndpointUrlTemplate: `http://{{uuid}}.${host}/build`,
      // Of this origin: in a browser's private context, another one may have no service worker.
      webviewContentExternalBaseUrlTemplate: `${build}/out/vs/workbench/contrib/webview/browser/pre/`,
    },
  };
  return `<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta id="vscode-workbench-web-configuration" data-settings="${attribute(configuration)}">
<meta id="vscode-workbench-builtin-extensions" data-settings="${attribute(builtIn(join(folder, 'extensions')))}">
<link rel="stylesheet" href="${build}/out/vs/code/browser/workbench/workbench.css">
</head>
<body aria-label=""></body>
<script>globalThis._VSCODE_FILE_ROOT = '${build}/out/';</script>
<script type="module" src="${build}/out/nls.messages.js"></script>
<script type="module" src="${build}/out/vs/code/browser/workbench/workbench.js"></script>
</html>`;
}

/** Gives out VS Code's files and those of this repository on localhost, whose subdomains a browser knows as well. */
export async function startWebServer() {
  const folder = dirname(dirname(getServer().main));
  const places = [
    { prefix: '/build/', folder },
    { prefix: '/extension/', folder: root },
  ];
  const server = createServer((request, response) => {
    const host = request.headers.host ?? '';
    const { pathname, searchParams } = new URL(request.url ?? '/', `http://${host}`);
    if (pathname === '/') {
      response.writeHead(200, { ...headers, 'Content-Type': 'text/html' });
      response.end(workbenchPage(host, folder, searchParams.get('suite') ?? ''));
      return;
    }
    const place = places.find(({ prefix }) => pathname.startsWith(prefix));
    const file = place && join(place.folder, decodeURIComponent(pathname.slice(place.prefix.length)));
    // Programs of VS Code's own extensions, which its server's package lacks.
    if (/\/dist\/browser\/[^/]+\.js$/.test(pathname)) {
      response.writeHead(200, { ...headers, 'Content-Type': types['.js'] });
      response.end();
      return;
    }
    try {
      if (file === undefined) throw new Error('missing');
      const content = readFileSync(file);
      const type = Object.entries(types).find(([end]) => end === extname(file))?.[1] ?? 'application/octet-stream';
      response.writeHead(200, { ...headers, 'Content-Type': type });
      response.end(pathname.endsWith('/workbench/workbench.js') ? withoutServer(content.toString()) : content);
    } catch {
      response.writeHead(404, headers);
      response.end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('No port is free.');
  return {
    address: `http://localhost:${address.port}`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Begins the lines of a suite's report on the console. */
const mark = 'rnn-report ';

/**
 * Opens a window that runs a suite's `run()` in its extension host; `exit` resolves to the status.
 * @param {object} options
 * @param {import('playwright-core').BrowserContext} options.context
 * @param {{ readonly address: string }} options.server
 * @param {string} options.suite
 * @param {(line: any) => void} options.onReport
 */
export async function openWebWindow({ context, server, suite, onReport }) {
  const page = await context.newPage();
  /** @type {string[]} */
  const messages = [];
  page.on('console', (message) => {
    const text = message.text();
    messages.push(text);
    const at = text.indexOf(mark);
    if (at >= 0) onReport(JSON.parse(text.slice(at + mark.length)));
  });
  page.on('pageerror', (error) => messages.push(String(error)));
  page.on('requestfailed', (request) => messages.push(`${request.url()} ${request.failure()?.errorText}`));
  page.on('response', (response) => {
    if (response.status() >= 400) messages.push(`${response.status()} ${response.url()}`);
  });
  /** @type {(code: number) => void} */
  let finish = () => undefined;
  /** @type {Promise<number>} */
  const exit = new Promise((resolve) => {
    finish = resolve;
  });
  await page.exposeFunction('codeAutomationLog', (/** @type {string} */ type, /** @type {unknown[]} */ args) => {
    messages.push(`${type}: ${args.join(' ')}`);
  });
  await page.exposeFunction('codeAutomationExit', finish);
  await page.goto(`${server.address}/?suite=${suite}`);
  return { page, exit, messages };
}
