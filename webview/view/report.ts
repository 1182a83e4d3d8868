import type { PageState } from '../../src/page/protocol';
import { t } from '../ui/l10n';

declare const PAGE_CSS: string | undefined;
declare const rnnInformationFlowPage: (() => void) | undefined;

export const reportElement = 'rnn-report';

/** The content of a saved report, in place of an editor that sends messages. */
export interface ReportContent {
  readonly state: PageState;
  readonly strings: Readonly<Record<string, string>>;
}

/**
 * The page with one run as a single file that needs no network. The script is this page's own source: the build wraps
 * the bundle in a function, whose text is available at run time, so that nothing has to be fetched under the strict
 * CSP.
 */
export function reportHtml(content: ReportContent): string {
  const script = typeof rnnInformationFlowPage === 'function' ? `(${rnnInformationFlowPage.toString()})();` : '';
  const css = typeof PAGE_CSS === 'string' ? PAGE_CSS : '';
  const title = t('{0}: RNN information flow', content.state.title ?? t('a run'));
  return [
    '<!DOCTYPE html>',
    '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; script-src ' +
      "'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:\">",
    `<title>${escapeHtml(title)}</title><style>${css.replaceAll('</', '<\\/')}</style></head>`,
    '<body class="report vscode-light"><div id="page"></div>',
    `<script type="application/json" id="${reportElement}">${inScript(content)}</script>`,
    `<script>${closed(script)}</script></body></html>`,
  ].join('\n');
}

/** The content of a saved report; undefined where this page is not one. */
export function reportContent(): ReportContent | undefined {
  const text = document.getElementById(reportElement)?.textContent;
  if (!text) return undefined;
  const content: unknown = JSON.parse(text);
  return isReport(content) ? content : undefined;
}

function isReport(value: unknown): value is ReportContent {
  return typeof value === 'object' && value !== null && 'state' in value && 'strings' in value;
}

/** JSON that cannot end its script element or open a comment in it, for any texts in the run. */
export function inScript(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Source whose strings, patterns and templates cannot close the script element. */
function closed(source: string): string {
  return source.replace(/<\/(script)/gi, '<\\/$1').replaceAll('<!--', '\\x3c!--');
}
