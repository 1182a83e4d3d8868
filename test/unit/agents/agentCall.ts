import { SessionResults } from '../../../src/agents/sessionResults';
import type { AgentServices, Call } from '../../../src/agents/tool';
import { agentTools } from '../../../src/agents/tools';
import type { AnalysisResult } from '../../../src/result/result';

/** Services whose analyses and files are given. */
export function services(given: Partial<AgentServices> & { readonly document?: AnalysisResult } = {}): AgentServices {
  const { document, ...rest } = given;
  return {
    results: new SessionResults(),
    unsaved: '/configs/unsaved.rnn.json',
    readConfig: (path) => Promise.reject(new Error(`${path}: This file does not exist.`)),
    readResult: (path) => Promise.reject(new Error(`${path}: This file does not exist.`)),
    analyze: () => (document ? Promise.resolve(document) : Promise.reject(new Error('Nothing runs here.'))),
    ...rest,
  };
}

export const quietCall = (signal = new AbortController().signal): Call => ({ signal, progress: () => undefined });

/** Calls a tool by its name, and checks its answer by its own schema. */
export async function callTool(
  name: string,
  input: unknown,
  given: AgentServices,
  call = quietCall(),
): Promise<{ text: string; data: Record<string, unknown> }> {
  const tool = agentTools.find((one) => one.name === name);
  if (!tool) throw new Error(`There is no tool ${name}.`);
  const { text, data } = await tool.run(input, given, call);
  return { text, data: tool.output.strict().parse(data) };
}
