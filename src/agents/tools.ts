import { analyzeTool } from './analyze';
import { compareTool } from './compare';
import { explainTool } from './explain';
import { suggestTool } from './suggest';
import type { AgentTool } from './tool';

/** Every tool that a language model can call, in VS Code and over the Model Context Protocol. */
export const agentTools: readonly AgentTool[] = [analyzeTool, explainTool, suggestTool, compareTool];
