import { expect, it } from 'vitest';
import { resultText } from '../../../src/result/resultText';
import { fakeResult } from '../../../webview/fake/result';

it('a document has the same text whatever the order in which its parts came', () => {
  const result = fakeResult();
  const turned = { ...result };
  for (const key of ['states', 'fits', 'losses', 'networks', 'warnings', 'config'] as const) {
    if (!(key in turned)) continue;
    const part = turned[key];
    Reflect.deleteProperty(turned, key);
    Reflect.set(turned, key, part);
  }
  expect(Object.keys(turned)).not.toEqual(Object.keys(result));
  expect(resultText(turned)).toBe(resultText(result));
  expect(resultText(result)).toMatch(/^\{"schemaVersion":\d+,"config":/);
});
