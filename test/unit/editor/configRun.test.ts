import { EventEmitter } from 'node:events';
import { beforeEach, expect, it, vi } from 'vitest';
import * as vscode from 'vscode';
import { CancelledError } from '../../../src/base/cancellation';
import { readConfig } from '../../../src/config/readConfig';
import { configRun } from '../../../src/editor/agents/configRun';
import type { RunChange } from '../../../src/editor/runs/runStore';
import type { PageState } from '../../../src/page/protocol';
import { resultOf } from '../../support/results';

vi.mock('vscode', () => ({
  Uri: { file: (path: string) => ({ path, toString: () => path }) },
  workspace: { openTextDocument: () => Promise.resolve({}) },
}));

const text = `{
  "data": { "task": "delayedCopy", "symbols": 2, "length": 5, "delay": 1 },
  "model": { "layers": [{ "type": "dense", "name": "out", "units": 2, "activation": "softmax" }] } }`;
const document = resultOf({ config: text });
const uri = vscode.Uri.file('/a.rnn.json');

/** A window with one config: what it runs, what it was asked to cancel, and who listens. */
let phase: PageState['phase'];
let started: number;
let cancelled: number;
let accept: Promise<void>;
let events: EventEmitter;
beforeEach(() => {
  phase = 'idle';
  started = 0;
  cancelled = 0;
  accept = Promise.resolve();
  events = new EventEmitter();
});

const parts = {
  documents: { read: () => readConfig(text) },
  analyses: {
    analyze: async () => {
      started++;
      await accept;
      phase = 'running';
    },
    cancel: () => {
      cancelled++;
      become('cancelled');
    },
    isCovered: () => phase === 'running' || phase === 'done',
    isUnderWay: () => phase === 'running',
  },
  store: {
    state: (): PageState => ({ phase, stale: false, restricted: false, ...(phase === 'done' && { result: document }) }),
    onDidChange: (listener: (change: RunChange) => unknown) => {
      events.on('change', listener);
      return { dispose: () => events.off('change', listener) };
    },
  },
};

function become(next: PageState['phase']): void {
  phase = next;
  events.emit('change', { uri, changes: { state: { phase } } });
}

const run = (signal: AbortSignal) => configRun(uri, parts, { signal, progress: () => undefined });
/** Lets what has been promised so far go on. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

it('waits for the run under way, and starts one where there is none', async () => {
  const { signal } = new AbortController();
  const first = run(signal);
  await settled();
  const second = run(signal);
  await settled();
  become('done');
  expect(await Promise.all([first, second, run(signal)])).toEqual([document, document, document]);
  expect(started).toBe(1);
  expect(events.listenerCount('change')).toBe(0);
});

it('cancels the run that it started', async () => {
  const controller = new AbortController();
  const answer = run(controller.signal);
  await settled();
  controller.abort();
  await expect(answer).rejects.toBeInstanceOf(CancelledError);
  expect([started, cancelled, events.listenerCount('change')]).toEqual([1, 1, 0]);
});

it('cancels its run where the call ends before the run is accepted', async () => {
  const controller = new AbortController();
  let go = (): void => undefined;
  accept = new Promise((resolve) => (go = resolve));
  const answer = run(controller.signal);
  await settled();
  controller.abort();
  go();
  await expect(answer).rejects.toBeInstanceOf(CancelledError);
  expect([started, cancelled, phase]).toEqual([1, 1, 'cancelled']);
});

it('leaves a run to go on that the person started', async () => {
  phase = 'running';
  const controller = new AbortController();
  const answer = run(controller.signal);
  await settled();
  controller.abort();
  await expect(answer).rejects.toBeInstanceOf(CancelledError);
  expect([started, cancelled, phase, events.listenerCount('change')]).toEqual([0, 0, 'running', 0]);
});

it('starts nothing for a call that has ended', async () => {
  await expect(run(AbortSignal.abort())).rejects.toBeInstanceOf(CancelledError);
  expect(started).toBe(0);
});
