import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { HarnessPage } from './pageHarness';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  id: string;
  help: string;
  nodes: { html: string; failureSummary?: string }[];
}

/** The rules of accessibility that the page breaks, in words. */
export async function violations(page: Pick<HarnessPage, 'page'>): Promise<string[]> {
  await page.page.evaluate(axe);
  const found = await page.page.evaluate(async () => {
    const run = (
      Reflect.get(globalThis, 'axe') as {
        run: (context: Document, options: unknown) => Promise<{ violations: Violation[] }>;
      }
    ).run;
    return (await run(document, { rules: { 'landmark-one-main': { enabled: false }, region: { enabled: false } } }))
      .violations;
  });
  return found.map(({ id, help, nodes }) =>
    [
      id,
      help,
      nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary ?? ''}`).join(' | '),
    ].join(': '),
  );
}
