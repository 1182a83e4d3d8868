import { expect, it } from 'vitest';
import { verbatim } from '../../../src/base/sentence';
import { migrate } from '../../../src/result/migration/migrate';
import { reportPage } from '../../../src/result/reportPage';
import { resultText } from '../../../src/result/resultText';
import { savedDocument } from '../../../src/result/savedDocument';
import { fakeResult } from '../../../webview/fake/result';

const run = fakeResult();
run.findings.push(verbatim('</script><script type="application/json" id="rnn-report">{}</script>'));

const report = (content: unknown): string =>
  reportPage({
    title: '<script type="application/json" id="rnn-report">',
    css: '',
    script: '',
    content,
    facts: [],
    config: { name: '', text: '' },
  });

it('reads the run of a report, whatever texts it holds', () => {
  expect(migrate(savedDocument(report({ state: { result: run }, strings: {} })))).toEqual({ result: run });
});

it('reads an exported result', () => {
  expect(migrate(savedDocument(resultText(run, 2)))).toEqual({ result: run });
});

it('finds no document in another page', () => {
  for (const text of ['<html><body>hello</body></html>', report({ strings: {} }), report(null)])
    expect('ignored' in migrate(savedDocument(text)), text).toBe(true);
});

it('says of a report that was cut that it is damaged', () => {
  const text = report({ state: { result: run }, strings: {} });
  expect(() => savedDocument(text.slice(0, text.length / 2))).toThrow(SyntaxError);
});
