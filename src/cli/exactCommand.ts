import { CommanderError } from 'commander';
import { type ParseError, parse } from 'jsonc-parser';
import { resolve } from 'node:path';
import { InputError } from '../base/userError';
import { solveExact } from '../information/exact/problems';
import { readText } from './validateCommand';

const kinds = ['capacity', 'rate-distortion', 'bottleneck'] as const;
type Kind = (typeof kinds)[number];

const isKind = (text: string): text is Kind => kinds.some((kind) => kind === text);

/** `exact KIND PROBLEM.json`: the answer as JSON. */
export async function exactCommand(kind: string, problem: string, options: { readonly unit: 'bits' | 'nats'; readonly json?: boolean }): Promise<void> {
  if (!isKind(kind)) {
    process.stderr.write(`error: ${JSON.stringify(kind)} is none of ${kinds.join(', ')}\n`);
    throw new CommanderError(2, 'commander.invalidArgument', kind);
  }
  const path = resolve(problem);
  const errors: ParseError[] = [];
  const parsed: unknown = parse(await readText(path), errors, { allowTrailingComma: true });
  if (errors.length > 0) throw new InputError('The problem is not JSON.', path, { line: 1, column: 1 });
  try {
    const answer = await solveExact(kind, parsed, options.unit);
    process.stdout.write(`${JSON.stringify(answer, null, options.json ? undefined : 2)}\n`);
  } catch (failure) {
    throw failure instanceof InputError && failure.file === undefined ? new InputError(failure.message, path, failure.position ?? { line: 1, column: 1 }) : failure;
  }
}
