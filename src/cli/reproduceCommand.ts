import { basename, join, resolve } from 'node:path';
import { runAnalysis } from '../analysis/run/runAnalysis';
import { inEnglish } from '../base/sentence';
import { InputError } from '../base/userError';
import { visible } from '../base/visible';
import type { BackendChoice } from '../engine/process/protocol';
import { configText } from '../result/exports/provenance';
import { exportedResult } from '../result/files/exportedResult';
import { sameness } from '../result/runs/sameNumbers';
import { samenessWords } from '../result/runs/samenessWords';
import { describe } from './analyzeCommand';
import { withServices } from './cliServices';
import { ProgressLine } from './progressLine';

export interface ReproduceOptions {
  /** Absent: the backend of the saved run. */
  readonly backend?: BackendChoice;
  /** The folder to which the config's data files are relative; absent: that of the file. */
  readonly folder?: string;
  readonly json?: boolean;
}

/**
 * `reproduce FILE`: runs the config of a saved result or report again, every stage afresh, and says on stdout whether
 * the numbers are the same. Exit status 1 where they differ by more than rounding.
 * @throws InputError where the file holds no result
 */
export async function reproduceCommand(
  file: string,
  { backend, folder, json }: ReproduceOptions,
  signal: AbortSignal,
): Promise<void> {
  const path = resolve(file);
  const read = await exportedResult(path);
  if ('ignored' in read) throw new InputError(read.ignored, path);
  const kept = read.result;
  const name = `${basename(path).replace(/[.-](result|report)?\.?(json|html?)$/, '')}.rnn.json`;
  const configPath = join(folder === undefined ? join(path, '..') : resolve(folder), name);
  const line = new ProgressLine(process.stderr);
  await withServices({ backend: backend ?? kept.environment.backend, cache: false }, async (services) => {
    const listener = {
      started: () => undefined,
      progress: (progress: Parameters<typeof describe>[0]) => line.show(progress.fraction, describe(progress)),
      delta: () => undefined,
    };
    const fresh = await runAnalysis({ configPath, configText: configText(kept) }, services, listener, signal).finally(
      () => line.end(),
    );
    const found = sameness(kept, fresh);
    const said = samenessWords(found, kept.environment, fresh.environment).map(inEnglish);
    process.stdout.write(json === true ? `${JSON.stringify(found)}\n` : visible(`${said.join('\n')}\n`));
    if (found.verdict === 'different') process.exitCode = 1;
  });
}
