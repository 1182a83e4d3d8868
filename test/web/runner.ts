export interface WebTest {
  readonly name: string;
  readonly run: () => Promise<void> | void;
}

const limit = 180_000;

/** Lines that the script outside reads from the console. */
function report(line: object): void {
  console.log(`rnn-report ${JSON.stringify(line)}`);
}

/** Reports a figure for information; no assertion depends on it. */
export const note = (text: string): void => report({ note: text });

/** Runs tests one after another, reports each, and rejects when one failed. */
export async function runSuite(suite: string, tests: readonly WebTest[]): Promise<void> {
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
    report({ name: `${suite}: ${name}`, milliseconds: Date.now() - began, ...(error === undefined ? {} : { error }) });
  }
  if (failed > 0) throw new Error(`${failed} of ${tests.length} tests failed.`);
}

const timeLimit = (): Promise<never> =>
  new Promise((_, reject) => setTimeout(() => reject(new Error(`not done after ${limit / 1000} s`)), limit));
