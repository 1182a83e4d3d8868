import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { root } from '../command';
import { startMcp } from './mcpSession';

let folder: string;
let files: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rnn-infoflow-mcp-'));
  files = await mkdtemp(join(tmpdir(), 'rnn-infoflow-mcp-files-'));
  await writeFile(join(files, 'small.rnn.json'), config(2));
  await writeFile(join(files, 'long.rnn.json'), config(100_000));
  await writeFile(join(folder, 'secret.rnn.json'), config(2));
  await symlink(join(folder, 'secret.rnn.json'), join(files, 'link.rnn.json'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await rm(files, { recursive: true, force: true });
});

const config = (epochs: number): string => `{
  "data": { "task": "delayedCopy", "symbols": 2, "length": 5, "delay": 1, "samples": 64 },
  "model": { "layers": [
    { "type": "gru", "name": "memory", "units": 4 },
    { "type": "dense", "name": "out", "units": 2, "activation": "softmax" } ] },
  "training": { "epochs": ${epochs} },
  "analysis": { "samples": 60, "snapshots": 2 }
}`;

/** Ms: a busy machine may take long to start an engine. */
const patience = 300_000;

const environment = (): Record<string, string> => ({ XDG_CACHE_HOME: join(folder, 'cache') });

const answerShape = z.looseObject({
  isError: z.boolean().optional(),
  content: z.array(z.looseObject({ type: z.literal('text'), text: z.string() })),
  structuredContent: z.looseObject({}).optional(),
});

describe('a client of the official library', { timeout: patience }, () => {
  const client = new Client({ name: 'test', version: '1' });
  beforeAll(async () => {
    const { PATH = '' } = process.env;
    await client.connect(
      new StdioClientTransport({
        command: process.execPath,
        args: [join(root, 'dist', 'cli.js'), 'mcp', '--folder', files, '--backend', 'wasm'],
        env: { PATH, ...environment() },
      }),
      { timeout: patience },
    );
  }, patience);
  afterAll(() => client.close());

  /** The client checks structured answers by the schemas that the server lists. */
  const call = async (name: string, input: Record<string, unknown>) =>
    answerShape.parse(await client.callTool({ name, arguments: input }, { timeout: patience }));

  it('finds the four tools, each with the schemas of its input and answer', async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(['analyze', 'explain', 'suggest', 'compare']);
    for (const { inputSchema, outputSchema, description } of tools) {
      expect(inputSchema.type).toBe('object');
      expect(outputSchema).toBeDefined();
      expect(description).toBeTruthy();
    }
    expect(client.getServerVersion()?.name).toBe('rnn-infoflow');
  });

  it('analyzes with progress that never falls, explains, suggests and compares, and writes nothing', async () => {
    const progress: number[] = [];
    const first = answerShape.parse(
      await client.callTool(
        { name: 'analyze', arguments: { config: 'small.rnn.json' } },
        { timeout: patience, onprogress: (one) => progress.push(one.progress) },
      ),
    );
    expect(first.isError).not.toBe(true);
    expect(first.structuredContent).toMatchObject({ run: 'run-1', backend: 'wasm' });
    expect(progress.length).toBeGreaterThan(0);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    const explained = await call('explain', { of: 'run-1', quantity: 'inputInformation', layer: 'memory' });
    expect(explained.structuredContent).toMatchObject({ numbers: [{ unit: 'bits', target: 'memory' }] });
    expect((await call('suggest', { of: 'run-1' })).isError).not.toBe(true);
    const other = await call('analyze', { text: config(3) });
    const compared = await call('compare', { before: 'run-1', after: String(other.structuredContent?.run) });
    expect(compared.structuredContent).toMatchObject({
      config: [{ path: 'training.epochs', before: '2', after: '3' }],
    });
    expect((await readdir(files)).sort()).toEqual(['link.rnn.json', 'long.rnn.json', 'small.rnn.json']);
  });

  it('says what is wrong as the answer of the tool', async () => {
    for (const [input, said] of [
      [{ config: 'smal.rnn.json' }, 'Did you mean small.rnn.json?'],
      [{ config: join(folder, 'secret.rnn.json') }, 'is outside the folder of this server'],
      [{ config: 'link.rnn.json' }, 'is outside the folder of this server'],
      [{ config: 3 }, 'config'],
      [{ text: '{' }, 'The config cannot be analyzed.\nline 1, column'],
    ] as const) {
      const { isError, content } = await call('analyze', input);
      expect(isError).toBe(true);
      expect(content[0].text).toContain(said);
    }
    const { content } = await call('explain', { of: 'small.json' });
    expect(content[0].text).toContain('small.json');
  });
});

describe('the messages', { timeout: patience }, () => {
  const initialize = {
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'raw', version: '1' } },
  };
  const call = (id: number, name: string, given: object, meta = {}) => ({
    jsonrpc: '2.0',
    id,
    method: 'tools/call',
    params: { name, arguments: given, _meta: meta },
  });

  it('cancels a run, answers the next call, survives malformed input, and ends with its client', async () => {
    const session = startMcp(files, environment());
    session.send(initialize);
    const { result } = await session.until(({ id }) => id === 1);
    expect(result).toMatchObject({ protocolVersion: '2025-06-18', capabilities: { tools: {} } });
    session.send({ jsonrpc: '2.0', method: 'notifications/initialized' });

    session.send(call(2, 'analyze', { config: 'long.rnn.json' }, { progressToken: 'p' }));
    // It trains, and another call waits for its turn.
    await session.until(({ method }) => method === 'notifications/progress');
    session.send(call(3, 'analyze', { config: 'small.rnn.json' }));
    session.send({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 2 } });
    expect((await session.until(({ id }) => id === 3)).result).toMatchObject({ structuredContent: { run: 'run-1' } });
    expect(session.received.some(({ id }) => id === 2)).toBe(false);

    session.send('this is no JSON');
    session.send('{"jsonrpc":"2.0","id":4}');
    session.send({ jsonrpc: '2.0', id: 5, method: 'no/such/method' });
    expect((await session.until(({ id }) => id === 5)).error?.code).toBe(-32601);
    session.send(call(6, 'noSuchTool', {}));
    const refused = await session.until(({ id }) => id === 6);
    expect(refused.error ?? refused.result?.isError).toBeTruthy();
    session.send(call(7, 'explain', { term: 'horizon' }));
    expect((await session.until(({ id }) => id === 7)).result).toMatchObject({
      structuredContent: { term: 'horizon' },
    });
    expect(await session.end()).toBe(0);
  });

  it('ends while a run is under way', async () => {
    const session = startMcp(files, environment());
    session.send(initialize);
    await session.until(({ id }) => id === 1);
    session.send(call(2, 'analyze', { config: 'long.rnn.json' }, { progressToken: 'p' }));
    await session.until(({ method }) => method === 'notifications/progress');
    expect(await session.end()).toBe(0);
  });
});
