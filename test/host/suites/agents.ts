import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { languageModelTools } from '../../../src/contributions';
import { analyze, config } from '../editor';
import type { HostTest } from '../runner';

const name = 'small.rnn.json';

/** The text parts of a tool's answer: its sentences, then its data. */
async function invoked(tool: string, input: object): Promise<{ text: string; data: Record<string, unknown> }> {
  const { content } = await vscode.lm.invokeTool(tool, { input, toolInvocationToken: undefined });
  const parts = content.flatMap((part) => (part instanceof vscode.LanguageModelTextPart ? [part.value] : []));
  assert.equal(parts.length, 2);
  return { text: parts[0], data: JSON.parse(parts[1]) as Record<string, unknown> };
}

export const agentTests: HostTest[] = [
  {
    name: 'every tool for language models is there, with its schema',
    run: () => {
      for (const id of Object.values(languageModelTools)) {
        const tool = vscode.lm.tools.find((one) => one.name === id);
        assert(tool, id);
        assert(tool.description.length > 100);
        assert(tool.inputSchema);
      }
    },
  },
  {
    name: 'a tool reads the numbers of the window, and another explains one of them',
    run: async () => {
      const { phase, reason } = await analyze(name);
      assert.equal(phase, 'done', reason);
      // The numbers are there: nothing runs, and nothing is asked.
      const { text, data } = await invoked(languageModelTools.analyze, { config: name });
      assert.equal(data.config, config(name).fsPath);
      assert.match(text, /I\(X;H\) of memory \(step \d+\): \d+\.\d\d bits \(.+\); \w+, \d+ samples/);
      const explained = await invoked(languageModelTools.explain, {
        of: data.run,
        quantity: 'inputInformation',
        layer: 'memory',
      });
      assert.equal(explained.data.found, 1);
      assert.match(explained.text, /Estimator: /);
    },
  },
  {
    name: 'a tool says what is wrong in its words',
    run: async () => {
      await assert.rejects(invoked(languageModelTools.explain, { of: 'run-999' }), /no result "run-999"/);
      await assert.rejects(invoked(languageModelTools.suggest, { of: '/etc/passwd.json' }), /outside the workspace/);
    },
  },
];
