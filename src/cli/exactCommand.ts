import { CommanderError } from 'commander';
import { resolve } from 'node:path';
import { InputError } from '../base/userError';
import { placeInConfig, readJson } from '../config/readConfig';
import { solveExact } from '../information/exact/problems';
import { readText } from './validateCommand';

const kinds = ['capacity', 'rate-distortion', 'bottleneck'] as const;
type Kind = (typeof kinds)[number];

const isKind = (text: string): text is Kind => kinds.some((kind) => kind === text);

/** `exact KIND PROBLEM.json`: the answer as JSON. */
export async function exactCommand(
  kind: string,
  problem: string,
  options: { readonly unit: 'bits' | 'nats'; readonly json?: boolean },
  signal: AbortSignal,
): Promise<void> {
  if (!isKind(kind)) {
    process.stderr.write(`error: ${JSON.stringify(kind)} is not a kind of problem: use one of ${kinds.join(', ')}\n`);
    throw new CommanderError(2, 'commander.invalidArgument', kind);
  }
  const path = resolve(problem);
  const text = await readText(path);
  const { value, problem: broken } = readJson(text);
  if (broken !== undefined) throw new InputError(broken.sentence, path, broken.range.position);
  try {
    const answer = await solveExact(kind, value, options.unit, signal);
    process.stdout.write(`${JSON.stringify(answer, null, options.json ? undefined : 2)}\n`);
  } catch (failure) {
    if (!(failure instanceof InputError) || failure.file !== undefined) throw failure;
    throw new InputError(failure.sentence, path, placeInConfig(text, failure.configPath ?? []).position);
  }
}
