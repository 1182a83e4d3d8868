import * as z from 'zod';
import { readConfig } from '../config/readConfig';
import type { AnalysisResult } from '../result/result';
import type { AgentServices, Call, ConfigSource } from './tool';

/** Mistakes of a config that an answer lists. */
const mostProblems = 20;

export const sourceShape = z
  .string()
  .min(1)
  .describe(
    'Which result: the name that an earlier answer gave it ("run-1"), the path of a *.rnn.json config (it is ' +
      'analyzed first where its numbers are not kept), or the path of a saved result document (*.json).',
  );

/** A result, its name in this session, and its config where that is a file or was given. */
export interface Found {
  readonly run: string;
  readonly result: AnalysisResult;
  readonly config?: ConfigSource;
}

/**
 * The result that a source names.
 * @throws Error whose message says what is wrong, and CancelledError
 */
export async function resultOf(source: string, services: AgentServices, call: Call): Promise<Found> {
  const { results } = services;
  const held = results.get(source);
  if (held) return { run: source, result: held };
  if (/^run-\d+$/.test(source)) {
    const names = results.names.length > 0 ? `It has ${results.names.join(', ')}.` : 'It has none yet.';
    throw new Error(`This session has no result "${source}". ${names} Call analyze first, or name a file.`);
  }
  if (isConfigPath(source)) return analyzed(await services.readConfig(source), services, call);
  const result = await services.readResult(source);
  return { run: results.keep(result), result };
}

/** Whether a source names a config, which may have to be analyzed. */
export const isConfigPath = (source: string): boolean => source.endsWith('.rnn.json');

/**
 * The result of a config, which is checked first: all its mistakes are said at once.
 * @throws Error, CancelledError
 */
export async function analyzed(config: ConfigSource, services: AgentServices, call: Call): Promise<Found> {
  const errors = readConfig(config.text).problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    const lines = errors
      .slice(0, mostProblems)
      .map(({ message, range: { position } }) => `line ${position.line}, column ${position.column}: ${message}`);
    throw new Error(['The config cannot be analyzed.', ...lines].join('\n'));
  }
  const result = await services.analyze(config, call);
  return { run: services.results.keep(result), result, config };
}
