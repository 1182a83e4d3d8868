import type { PageState } from '../../src/page/protocol';
import { configText, provenance } from '../../src/result/exports/provenance';
import { reportElement, reportPage } from '../../src/result/reportPage';
import { sentenceText } from '../model/sentence';
import { t } from '../ui/l10n';

declare const PAGE_CSS: string | undefined;
declare const rnnInformationFlowPage: (() => void) | undefined;

/** The content of a saved report, in place of an editor that sends messages. */
export interface ReportContent {
  readonly state: PageState;
  readonly strings: Readonly<Record<string, string>>;
  /** A file with a sample of the states, in base64. */
  readonly states?: string;
}

/**
 * The page with one run as a single file that needs no network. The script is this page's own source: the build wraps
 * the bundle in a function, whose text is available at run time, so that nothing has to be fetched under the strict
 * CSP.
 */
export function reportHtml(content: ReportContent, time: Date): string {
  const script = typeof rnnInformationFlowPage === 'function' ? `(${rnnInformationFlowPage.toString()})();` : '';
  const css = typeof PAGE_CSS === 'string' ? PAGE_CSS : '';
  const name = content.state.title ?? t('a run');
  const { result } = content.state;
  return reportPage({
    title: t('{0}: RNN information flow', name),
    language: document.documentElement.lang || 'en',
    css,
    script,
    content,
    facts: result
      ? provenance(result, { title: name, time }).map((fact) => [sentenceText(fact.name), sentenceText(fact.value)])
      : [],
    config: { name: t('The config'), text: result ? configText(result) : '' },
  });
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
