import type { PageState } from '../../src/page/protocol';
import { reportElement, reportPage } from '../../src/result/reportPage';
import { t } from '../ui/l10n';

declare const PAGE_CSS: string | undefined;
declare const rnnInformationFlowPage: (() => void) | undefined;

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
  return reportPage({ title, language: document.documentElement.lang || 'en', css, script, content });
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
