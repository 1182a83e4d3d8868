import { afterEach, beforeEach, expect, test } from 'vitest';

let asked = 0;
let before: PropertyDescriptor | undefined;
beforeEach(() => {
  before = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
  Object.defineProperty(globalThis, 'navigator', {
    configurable: true,
    get: () => {
      asked++;
      return undefined;
    },
  });
});
afterEach(() => {
  if (before) Object.defineProperty(globalThis, 'navigator', before);
  else Reflect.deleteProperty(globalThis, 'navigator');
});

test('reading a config does not ask for a navigator, which the extension host forbids', async () => {
  // In the order in which the extension is loaded.
  await import('../../../src/base/withoutEval');
  const { readConfig } = await import('../../../src/config/readConfig');
  const { config } = readConfig(
    '{ "data": { "task": "parity" }, "model": { "layers": [{ "type": "lstm", "units": 4 }, ' +
      '{ "type": "dense", "units": 2, "activation": "softmax" }] } }',
  );
  expect(config).toBeDefined();
  expect(asked).toBe(0);
});
