import type { FromPage, ToPage } from '../src/page/protocol';
import { registerControls } from './ui/controls';
import { registerZoom } from './ui/registerZoom';
import { editorHost, reportHost } from './host';
import type { ChartData } from './model/chartData';
import { Page } from './page';
import { embeddedStates } from './states/embedded';
import { acceptDrops } from './view/drops';
import { reportContent } from './view/report';

declare global {
  /** The drawn charts as data, for tests and for inspection. */
  var rnnInformationFlow:
    { readonly chartDataById: ReadonlyMap<string, ChartData>; readonly settled: boolean } | undefined;
}

/** Accepts only messages of this extension; anything else posted to the window is ignored. */
function isToPage(data: unknown): data is ToPage {
  return (
    typeof data === 'object' &&
    data !== null &&
    'type' in data &&
    (((data.type === 'snapshot' || data.type === 'update') && 'revision' in data) ||
      (data.type === 'compared' && 'ids' in data) ||
      (data.type === 'states' && 'key' in data))
  );
}

function start(): void {
  const root = document.getElementById('page') ?? document.body.appendChild(document.createElement('div'));
  root.id = 'page';
  const report = reportContent();
  const editor = report ? undefined : editorHost();
  const answer = report?.states === undefined ? undefined : embeddedStates(report.states);
  const host = editor ?? reportHost((asked) => answer && page.receive(answer(asked)));
  const fail = (error: unknown): void =>
    host.post({
      type: 'reportError',
      message: error instanceof Error ? error.message : String(error),
      ...(error instanceof Error && error.stack ? { stack: error.stack } : {}),
    } satisfies FromPage);
  window.addEventListener('error', (event) => fail(event.error ?? event.message));
  window.addEventListener('unhandledrejection', (event) => fail(event.reason));
  registerControls();
  registerZoom();
  const page = new Page(root, host);
  globalThis.rnnInformationFlow = page;
  if (report) {
    page.receive({ type: 'snapshot', revision: 0, state: report.state, strings: report.strings, view: 'panel' });
    return;
  }
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (isToPage(event.data)) page.receive(event.data);
  });
  acceptDrops(window, host);
  host.post({ type: 'ready' });
}

start();
