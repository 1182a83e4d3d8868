import { McpServer, type ServerContext } from '@modelcontextprotocol/server';
import { productVersion } from '../../base/productVersion';
import { agentTools } from '../../agents/tools';
import type { AgentServices, Call } from '../../agents/tool';
import type { Progress } from '../../result/progress';
import { stageName } from '../stageName';

const instructions =
  'Analyses of recurrent networks by information theory. Start with analyze on a *.rnn.json config; its answer has ' +
  'a name ("run-1") that explain, suggest and compare take. Never report a number without its unit and interval, and ' +
  'say so where it is a bound, assumes a model, or has a warning.';

/** Progress is sent when so much more of the run is done. */
const step = 0.01;

/** A server of the Model Context Protocol with every tool. */
export function mcpServer(services: AgentServices): McpServer {
  const server = new McpServer(
    { name: 'rnn-infoflow', title: 'RNN Information Flow', version: productVersion ?? '0.0.0' },
    { instructions },
  );
  for (const { name, title, description, input, output, run } of agentTools)
    server.registerTool(
      name,
      {
        title,
        description,
        inputSchema: input,
        outputSchema: output,
        annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
      },
      async (given, context) => {
        const { text, data } = await run(given, services, callOf(context));
        return { content: [{ type: 'text', text }], structuredContent: data };
      },
    );
  return server;
}

function callOf({ mcpReq }: ServerContext): Call {
  const token = mcpReq._meta?.progressToken;
  let sent = 0;
  return {
    signal: mcpReq.signal,
    progress: (progress) => {
      if (token === undefined || mcpReq.signal.aborted || progress.fraction < sent + step) return;
      sent = progress.fraction;
      mcpReq
        .notify({
          method: 'notifications/progress',
          params: { progressToken: token, progress: sent, total: 1, message: words(progress) },
        })
        // Whoever asked has gone; the end of the connection cancels the call.
        .catch(() => undefined);
    },
  };
}

function words({ stage, epoch, epochs, secondsLeft }: Progress): string {
  const left = secondsLeft === undefined ? '' : `, ${Math.max(1, Math.round(secondsLeft))} s left`;
  if (stage === 'training' && epochs !== undefined) return `training, epoch ${epoch ?? 0} of ${epochs}${left}`;
  return `${stageName(stage)}${left}`;
}
