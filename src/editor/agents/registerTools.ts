import * as vscode from 'vscode';
import type { AgentServices, AgentTool } from '../../agents/tool';
import { agentTools } from '../../agents/tools';
import { CancelledError } from '../../base/cancellation';
import { languageModelTools } from '../../contributions';
import { confirmation, configsIn, hasText, invocationMessage } from './toolMessages';

/** @param isReady whether a config's numbers are there, so that nothing runs */
export function registerTools(
  services: AgentServices,
  isReady: (config: string) => Promise<boolean>,
): vscode.Disposable {
  const named = new Map(agentTools.map((tool) => [tool.name, tool]));
  return vscode.Disposable.from(
    ...Object.entries(languageModelTools).flatMap(([name, id]) => {
      const tool = named.get(name);
      return tool ? [vscode.lm.registerTool<object>(id, windowTool(tool, services, isReady))] : [];
    }),
  );
}

function windowTool(
  tool: AgentTool,
  services: AgentServices,
  isReady: (config: string) => Promise<boolean>,
): vscode.LanguageModelTool<object> {
  return {
    prepareInvocation: async ({ input }) => {
      const ready = await Promise.all(
        configsIn(input).map(async (config) => ({ config, ready: await isReady(config).catch(() => false) })),
      );
      const toRun = ready.filter((one) => !one.ready).map(({ config }) => config);
      return {
        invocationMessage: invocationMessage(tool.name, input),
        ...(toRun.length > 0 || hasText(input) ? { confirmationMessages: confirmation(toRun) } : {}),
      };
    },
    invoke: async ({ input }, token) => {
      if (!vscode.workspace.isTrusted)
        throw new Error('Analyses do not run in Restricted Mode. Ask the user to trust the workspace.');
      const controller = new AbortController();
      const subscription = token.onCancellationRequested(() => controller.abort());
      if (token.isCancellationRequested) controller.abort();
      try {
        const call = { signal: controller.signal, progress: () => undefined };
        const { text, data } = await tool.run(input, services, call);
        return new vscode.LanguageModelToolResult([
          new vscode.LanguageModelTextPart(text),
          new vscode.LanguageModelTextPart(JSON.stringify(data)),
        ]);
      } catch (failure) {
        throw failure instanceof CancelledError ? new vscode.CancellationError() : failure;
      } finally {
        subscription.dispose();
      }
    },
  };
}
