import { expect, test } from 'vitest';
import { warning } from '../../../src/information/types/warnings';
import { migrate } from '../../../src/result/migration/migrate';
import { parseResultText, resultText } from '../../../src/result/resultText';
import { analysisWarning } from '../../../src/result/warnings';
import { fakeResult } from '../../../webview/fake/result';

test('a document in a file has its warnings and reasons in English, and is read back as it was', () => {
  const result = fakeResult({ critic: true });
  result.estimates[0].warnings = [warning('lowerBoundNearCeiling', { nats: Math.log(1000) }, 1000)];
  result.estimates[0].reason = [];
  result.warnings.push(analysisWarning('text', 'of the run'));
  const text = resultText(result);
  const { estimates, warnings } = JSON.parse(text) as {
    estimates: { warnings: unknown; warningCodes: unknown }[];
    warnings: unknown[];
  };
  expect(estimates[0].warnings).toEqual([expect.stringMatching(/9\.97 bits/)]);
  expect(estimates[0].warningCodes).toEqual(result.estimates[0].warnings);
  expect(warnings.at(-1)).toBe('of the run');
  expect(parseResultText(text)).toEqual(JSON.parse(JSON.stringify(result)));
  expect(migrate(parseResultText(text))).toEqual({ result: JSON.parse(JSON.stringify(result)) as unknown });
});
