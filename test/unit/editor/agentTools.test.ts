import { beforeEach, expect, it, vi } from 'vitest';
import type * as vscode from 'vscode';
import { CancelledError } from '../../../src/base/cancellation';
import { languageModelTools } from '../../../src/contributions';
import { registerTools } from '../../../src/editor/agents/registerTools';
import { resultOf } from '../../support/results';
import { services } from '../agents/agentCall';

/** What of the editor the registration uses. */
const editor = vi.hoisted(() => ({ registered: new Map<string, vscode.LanguageModelTool<object>>(), trusted: true }));
vi.mock('vscode', () => ({
  lm: {
    registerTool: (name: string, tool: vscode.LanguageModelTool<object>) => {
      editor.registered.set(name, tool);
      return { dispose: () => editor.registered.delete(name) };
    },
  },
  workspace: {
    get isTrusted() {
      return editor.trusted;
    },
  },
  l10n: { t: (message: string, ...args: string[]) => message.replace(/\{(\d)\}/g, (_, i: string) => args[Number(i)]) },
  Disposable: {
    from: (...parts: { dispose: () => void }[]) => ({ dispose: () => parts.forEach((part) => part.dispose()) }),
  },
  LanguageModelToolResult: class {
    constructor(readonly content: readonly unknown[]) {}
  },
  LanguageModelTextPart: class {
    constructor(readonly value: string) {}
  },
  CancellationError: class extends Error {
    override readonly name = 'Canceled';
  },
}));

const document = resultOf({
  config: `{
    "data": { "task": "delayedCopy", "symbols": 2, "length": 5, "delay": 1 },
    "model": { "layers": [{ "type": "dense", "name": "out", "units": 2, "activation": "softmax" }] } }`,
});

/** A token, and what cancels it. */
function token(): { readonly token: vscode.CancellationToken; readonly cancel: () => void } {
  const listeners: ((event: undefined) => unknown)[] = [];
  const onCancellationRequested = (listener: (event: undefined) => unknown) => {
    listeners.push(listener);
    return { dispose: () => undefined };
  };
  return {
    token: { isCancellationRequested: false, onCancellationRequested },
    cancel: () => listeners.forEach((listener) => listener(undefined)),
  };
}

function toolOf(name: keyof typeof languageModelTools): vscode.LanguageModelTool<object> {
  const tool = editor.registered.get(languageModelTools[name]);
  if (!tool) throw new Error(`${name} is not registered.`);
  return tool;
}

const prepared = async (name: keyof typeof languageModelTools, input: object) =>
  toolOf(name).prepareInvocation?.({ input }, token().token);

const invoked = async (name: keyof typeof languageModelTools, input: object, given = token()) =>
  toolOf(name).invoke({ input, toolInvocationToken: undefined }, given.token);

let disposable: vscode.Disposable;
beforeEach(() => {
  editor.trusted = true;
  const given = services({
    document,
    readConfig: (path) => Promise.resolve({ path, text: JSON.stringify(document.config), saved: true }),
    analyze: ({ path }, { signal }) =>
      path.startsWith('long')
        ? new Promise((_, reject) => signal.addEventListener('abort', () => reject(new CancelledError())))
        : Promise.resolve(document),
  });
  disposable = registerTools(given, (config) =>
    config.startsWith('lost') ? Promise.reject(new Error('no such file')) : Promise.resolve(config === 'done.rnn.json'),
  );
});

it('registers every tool, and lets all go', () => {
  expect([...editor.registered.keys()]).toEqual(Object.values(languageModelTools));
  disposable.dispose();
  expect(editor.registered.size).toBe(0);
});

it('asks before a run, and only then', async () => {
  expect(await prepared('analyze', { config: 'new.rnn.json' })).toMatchObject({
    invocationMessage: 'Analyzing new.rnn.json',
    confirmationMessages: { message: expect.stringContaining('new.rnn.json') as unknown },
  });
  expect(await prepared('analyze', { text: '{}' })).toHaveProperty('confirmationMessages');
  expect(await prepared('compare', { before: 'done.rnn.json', after: 'new.rnn.json' })).toMatchObject({
    confirmationMessages: { message: expect.not.stringContaining('done.rnn.json') as unknown },
  });
  expect(await prepared('suggest', { of: 'lost.rnn.json' })).toHaveProperty('confirmationMessages');
  for (const input of [{ of: 'run-1' }, { of: 'done.rnn.json' }, { of: 'saved.json' }, { term: 'horizon' }])
    expect(await prepared('explain', input)).not.toHaveProperty('confirmationMessages');
});

it('answers in words and as data', async () => {
  const answer = await invoked('analyze', { config: 'done.rnn.json' });
  expect(answer?.content).toHaveLength(2);
  const [words, data] = (answer?.content ?? []) as vscode.LanguageModelTextPart[];
  expect(words.value).toMatch(/^Result run-1/);
  expect(JSON.parse(data.value)).toMatchObject({ run: 'run-1', config: 'done.rnn.json' });
});

it('runs nothing in Restricted Mode, and hands failures on', async () => {
  await expect(invoked('explain', { of: 'run-7' })).rejects.toThrow('no result "run-7"');
  editor.trusted = false;
  await expect(invoked('analyze', { config: 'done.rnn.json' })).rejects.toThrow('Restricted Mode');
});

it('stops with its token', async () => {
  const given = token();
  const answer = invoked('analyze', { config: 'long.rnn.json' }, given);
  setTimeout(given.cancel, 20);
  await expect(answer).rejects.toMatchObject({ name: 'Canceled' });
});
