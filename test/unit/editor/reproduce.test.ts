import { beforeEach, expect, it, vi } from 'vitest';
import * as vscode from 'vscode';
import { sentence } from '../../../src/base/sentence';
import { Turns } from '../../../src/base/turns';
import { reproduce } from '../../../src/editor/runs/reproduce';
import type { RunOutcome } from '../../../src/engine/process/supervisor';
import type { AnalysisListener } from '../../../src/result/progress';
import { resultOf } from '../../support/results';

/** What the person cancels, and the errors that are shown. */
const editor = vi.hoisted(() => ({ cancels: [] as (() => void)[], errors: [] as string[] }));
vi.mock('vscode', () => ({
  Uri: { file: (path: string) => ({ scheme: 'file', fsPath: path, path }) },
  ProgressLocation: { Notification: 15 },
  l10n: { t: (message: string) => message },
  workspace: { getWorkspaceFolder: () => undefined },
  window: {
    withProgress: (_: object, work: (progress: object, token: object) => Promise<unknown>) =>
      work(
        { report: () => undefined },
        {
          onCancellationRequested: (cancel: () => void) => {
            editor.cancels.push(cancel);
            return { dispose: () => undefined };
          },
        },
      ),
    showInformationMessage: () => Promise.resolve(undefined),
    showWarningMessage: () => Promise.resolve(undefined),
    showErrorMessage: (message: string) => {
      editor.errors.push(message);
      return Promise.resolve(undefined);
    },
  },
}));

const result = resultOf({
  config: `{
    "data": { "task": "delayedCopy", "symbols": 2, "length": 5, "delay": 1 },
    "model": { "layers": [{ "type": "dense", "name": "out", "units": 2, "activation": "softmax" }] } }`,
});
const log = { info: () => undefined, error: () => undefined, show: () => undefined };
const uri = vscode.Uri.file('/a.rnn.json');

/** Runs that end when the test says so; a new one cancels the one before, as the supervisor's do. */
function heldEngine() {
  const runs: ((outcome: RunOutcome) => void)[] = [];
  const cancel = () => runs.at(-1)?.({ type: 'cancelled' });
  return {
    runs,
    cancel,
    analyze: (_: object, listener: AnalysisListener) => {
      cancel();
      listener.started(structuredClone(result));
      return new Promise<RunOutcome>((resolve) => runs.push(resolve));
    },
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  editor.cancels.length = 0;
  editor.errors.length = 0;
});

it('runs one after another: a second does not end the first', async () => {
  const engine = heldEngine();
  const services = { engine, turns: new Turns(), log };
  const first = reproduce({ name: 'a', uri, result }, services);
  const second = reproduce({ name: 'b', uri, result }, services);
  await settled();
  expect(engine.runs).toHaveLength(1);
  engine.runs[0]({ type: 'done' });
  expect((await first)?.verdict).toBe('equal');
  await settled();
  engine.runs[1]({ type: 'done' });
  expect((await second)?.verdict).toBe('equal');
});

it('cancels the run whose cancel is asked for, and only that', async () => {
  const engine = heldEngine();
  const services = { engine, turns: new Turns(), log };
  const first = reproduce({ name: 'a', uri, result }, services);
  const second = reproduce({ name: 'b', uri, result }, services);
  await settled();
  editor.cancels[1]();
  expect(await second).toBeUndefined();
  engine.runs[0]({ type: 'done' });
  expect((await first)?.verdict).toBe('equal');
  expect(editor.errors).toEqual([]);
});

it('shows the sentence of a failure', async () => {
  const engine = heldEngine();
  const run = reproduce({ name: 'a', uri, result }, { engine, turns: new Turns(), log });
  await settled();
  const failure = { sentence: sentence('It failed.'), message: 'It failed.', kind: 'work' as const };
  engine.runs[0]({ type: 'failed', failure });
  expect(await run).toBeUndefined();
  expect(editor.errors).toEqual(['It failed.']);
});
