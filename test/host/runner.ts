import { appendFileSync } from 'node:fs';

export interface HostTest {
  readonly name: string;
  readonly run: () => Promise<void> | void;
}

/** A line of the report that the script outside reads. */
export type ReportLine =
  | { readonly type: 'test'; readonly name: string; readonly milliseconds: number; readonly error?: string }
  | { readonly type: 'note'; readonly text: string };

const limit = 300_000;

export function report(line: ReportLine): void {
  const path = process.env.RNN_HOST_REPORT;
  if (path === undefined) throw new Error('RNN_HOST_REPORT names no file.');
  appendFileSync(path, `${JSON.stringify(line)}\n`);
}

/** Reports a figure for information; no assertion depends on it. */
export function note(text: string): void {
  report({ type: 'note', text });
}

/** Runs tests one after another, reports each, and rejects when one failed. */
export async function runSuite(suite: string, tests: readonly HostTest[]): Promise<void> {
  let failed = 0;
  for (const { name, run } of tests) {
    const began = Date.now();
    let error: string | undefined;
    try {
      await Promise.race([run(), timeLimit()]);
    } catch (caught) {
      error = caught instanceof Error ? (caught.stack ?? caught.message) : String(caught);
      failed++;
    }
    report({
      type: 'test',
      name: `${suite}: ${name}`,
      milliseconds: Date.now() - began,
      ...(error === undefined ? {} : { error }),
    });
  }
  if (failed > 0) throw new Error(`${failed} of ${tests.length} tests failed.`);
}

function timeLimit(): Promise<never> {
  return new Promise((_, reject) =>
    setTimeout(() => reject(new Error(`not done after ${limit / 1000} s`)), limit).unref(),
  );
}
