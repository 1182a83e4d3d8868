import { analysisWarning } from '../../../src/result/warnings';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyDelta, type ResultDelta } from '../../../src/result/delta';
import type { PageState } from '../../../src/page/protocol';
import { fakeResult } from '../../../webview/fake/result';
import { PageModel } from '../../../webview/model/pageModel';

const running: PageState = { phase: 'running', stale: false, restricted: false };
const snapshot = (revision: number, state: PageState = running) =>
  ({ type: 'snapshot', revision, state, strings: {}, view: 'panel' }) as const;

test('updates before a snapshot, and old ones, are left alone', () => {
  const model = new PageModel();
  expect(model.receive({ type: 'update', revision: 1, changes: { state: { phase: 'done' } } })).toBe('ignored');
  expect(model.receive(snapshot(4))).toBe('changed');
  expect(model.receive({ type: 'update', revision: 4, changes: { state: { phase: 'done' } } })).toBe('ignored');
  expect(model.state.phase).toBe('running');
});

test('a missed revision changes nothing until a snapshot comes', () => {
  const model = new PageModel();
  model.receive(snapshot(1));
  expect(model.receive({ type: 'update', revision: 3, changes: { state: { phase: 'failed' } } })).toBe('missed');
  expect(model.receive({ type: 'update', revision: 4, changes: { state: { phase: 'failed' } } })).toBe('ignored');
  expect(model.state.phase).toBe('running');
  expect(model.receive(snapshot(9, { ...running, phase: 'done' }))).toBe('changed');
  expect(model.receive({ type: 'update', revision: 10, changes: { state: { stale: true } } })).toBe('changed');
  expect(model.state).toMatchObject({ phase: 'done', stale: true });
});

test('state that is no longer there goes away', () => {
  const model = new PageModel();
  model.receive(snapshot(1, { ...running, reason: 'out of memory', phase: 'failed' }));
  model.receive({ type: 'update', revision: 2, changes: { state: { phase: 'running', reason: undefined } } });
  expect(model.state.reason).toBeUndefined();
});

test("updates grow the page's document exactly as they grow the host's", () => {
  const whole = fakeResult({ layers: 3, snapshots: 2 });
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 12 }), (sizes) => {
      const there = fakeResult({ layers: 2, snapshots: 2 });
      const model = new PageModel();
      model.receive(snapshot(1, { ...running, result: fakeResult({ layers: 2, snapshots: 2 }) }));
      let at = 0;
      let revision = 1;
      for (const size of sizes) {
        const delta: ResultDelta = {
          estimates: whole.estimates.slice(at, at + size),
          training: whole.training.slice(at, at + 1),
          curves: size % 2 ? { rateDistortion: [] } : {},
          warnings: [analysisWarning('text', `${size}`)],
        };
        at += size;
        model.receive({ type: 'update', revision: ++revision, changes: { delta } });
        applyDelta(there, delta);
      }
      expect(model.state.result).toEqual(there);
    }),
    { numRuns: 30 },
  );
});
