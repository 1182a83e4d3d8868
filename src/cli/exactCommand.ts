import { CommanderError } from 'commander';
import { resolve } from 'node:path';
import { inEnglish } from '../base/sentence';
import { InputError } from '../base/userError';
import { placeInConfig } from '../config/readConfig';
import { readJson } from '../config/text/readJson';
import type { ExactResult } from '../information/exact/exactAnswer';
import { solveExact } from '../information/exact/problems';
import { natsIn } from '../result/units';
import { ProgressLine } from './progressLine';
import { readText } from './readText';

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
    const { warnings = [], ...answer } = await solveWithProgress(kind, value, options.unit, signal);
    const shown = { ...answer, ...(warnings.length > 0 && { warnings: warnings.map(inEnglish) }) };
    process.stdout.write(`${JSON.stringify(shown, null, options.json ? undefined : 2)}\n`);
  } catch (failure) {
    if (!(failure instanceof InputError) || failure.file !== undefined) throw failure;
    throw new InputError(failure.sentence, path, placeInConfig(text, failure.configPath ?? []).position);
  }
}

/** Milliseconds before progress is shown, so that quick answers come without it. */
const quick = 500;

async function solveWithProgress(
  kind: Kind,
  problem: unknown,
  unit: 'bits' | 'nats',
  signal: AbortSignal,
): Promise<ExactResult> {
  const line = new ProgressLine(process.stderr);
  const begun = performance.now();
  const onProgress = (share: number, gap: number): void => {
    if (performance.now() - begun < quick) return;
    line.show(share, `known to ${natsIn(unit, gap).toExponential(1)} ${unit}`);
  };
  try {
    return await solveExact(kind, problem, unit, signal, onProgress);
  } finally {
    line.end();
  }
}
