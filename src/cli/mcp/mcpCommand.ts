import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { join } from 'node:path';
import { visible } from '../../base/visible';
import { forkedEngines } from '../../engine/process/engineProcess';
import { EngineSupervisor } from '../../engine/process/supervisor';
import { mcpServer } from './mcpServer';
import { type McpOptions, mcpServices } from './mcpServices';

/** `mcp`: serves the tools on stdin and stdout until the client closes them; what is to be logged goes to stderr. */
export async function mcpCommand(options: McpOptions, signal: AbortSignal): Promise<void> {
  const log = (text: string): void => void process.stderr.write(`${visible(text.trimEnd())}\n`);
  const supervisor = new EngineSupervisor({ startEngine: forkedEngines(join(__dirname, 'engine.js')), log });
  const services = mcpServices(options, supervisor);
  const server = serveStdio(() => mcpServer(services), { onerror: (error) => log(error.message) });
  try {
    await endOf(process.stdin, signal);
  } finally {
    supervisor.dispose();
    await server.close();
  }
}

/** Resolves when the client has closed its end, or the program is asked to stop. */
function endOf(input: NodeJS.ReadStream, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    input.once('end', resolve);
    input.once('close', resolve);
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
