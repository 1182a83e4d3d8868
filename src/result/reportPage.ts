/** The element of a report's page that holds its content as JSON. */
export const reportElement = 'rnn-report';

/** The parts of a report: the page's own style and script, and the run that it shows. */
export interface ReportParts {
  readonly title: string;
  /** The language of its words, as browsers name languages; English where it is left out. */
  readonly language?: string;
  readonly css: string;
  readonly script: string;
  readonly content: unknown;
  /** What it is of: names and values, and the config that makes it again under its own name. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly config: { readonly name: string; readonly text: string };
}

/** The page with one run as a single file that needs no network. */
export function reportPage({ title, language = 'en', css, script, content, facts, config }: ReportParts): string {
  return [
    '<!DOCTYPE html>',
    `<html lang="${escapeHtml(language)}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width">',
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; script-src ' +
      "'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:\">",
    `<title>${escapeHtml(title)}</title><style>${css.replaceAll('</', '<\\/')}</style></head>`,
    '<body class="report vscode-light"><div id="page"></div>',
    '<footer class="provenance"><dl>',
    ...facts.map(([name, value]) => `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd></div>`),
    `</dl><details><summary>${escapeHtml(config.name)}</summary><pre>${escapeHtml(config.text)}</pre></details>`,
    '</footer>',
    `<script type="application/json" id="${reportElement}">${inScript(content)}</script>`,
    `<script>${closed(script)}</script></body></html>`,
  ].join('\n');
}

/**
 * The document of the run that a report shows.
 * @param page a text that may be a report
 * @returns undefined where it is none
 * @throws SyntaxError where its content is damaged
 */
export function documentInReport(page: string): unknown {
  const opening = `<script type="application/json" id="${reportElement}">`;
  const start = page.indexOf(opening);
  if (start < 0) return undefined;
  const content: unknown = JSON.parse(page.slice(start + opening.length, page.indexOf('</script>', start)));
  return property(property(content, 'state'), 'result');
}

const property = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

/** JSON that cannot end its script element or open a comment in it, for any texts in the run. */
export function inScript(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** Source whose strings, patterns and templates cannot close the script element. */
function closed(source: string): string {
  return source.replace(/<\/(script)/gi, '<\\/$1').replaceAll('<!--', '\\x3c!--');
}
