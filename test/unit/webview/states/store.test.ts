import { expect, test } from 'vitest';
import type { AskStates } from '../../../../src/page/statesMessages';
import { base64Of } from '../../../../webview/model/base64';
import { embeddedStates } from '../../../../webview/states/embedded';
import { StatesStore } from '../../../../webview/states/store';
import { fakeStates } from '../../../../webview/fake/states';

const file = fakeStates({ sequences: 300, length: 100, units: 128, epoch: 3, name: 'memory' });
const answer = embeddedStates(base64Of(file));

test('states arrive in blocks, one asked for at a time, until all are here', () => {
  const asked: AskStates[] = [];
  const store = new StatesStore(
    (one) => asked.push(one),
    () => undefined,
  );
  store.open('a'.repeat(40));
  store.receive(answer(asked[0]));
  expect(store.head?.header.sequences).toBe(300);
  store.want([0]);
  for (let i = 1; i < asked.length; i++) {
    expect(asked).toHaveLength(i + 1);
    store.receive(answer(asked[i]));
  }
  expect(asked.slice(1).map(({ block }) => [block?.from, block?.to])).toEqual([
    [0, 163],
    [163, 300],
  ]);
  const loaded = store.of(0)!;
  expect(loaded.sequences).toBe(300);
  const start = store.head!.layout.arrays[0];
  expect(Buffer.compare(loaded.bytes, file.subarray(start, start + loaded.bytes.length))).toBe(0);
  expect(store.complete).toBe(true);
});

test('an answer without bytes says that the file is gone; an answer for another file is not taken', () => {
  const store = new StatesStore(
    () => undefined,
    () => undefined,
  );
  store.open('a'.repeat(40));
  store.receive({ type: 'states', key: 'b'.repeat(40) });
  expect(store.missing).toBe(false);
  store.receive({ type: 'states', key: 'a'.repeat(40) });
  expect(store.missing).toBe(true);
});
