import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { forkedEngines } from '../../../src/engine/process/engineProcess';
import { EngineSupervisor, type RunOutcome } from '../../../src/engine/process/supervisor';
import { applyDelta } from '../../../src/result/delta';
import type { AnalysisResult } from '../../../src/result/result';
import { resultText } from '../../../src/result/resultText';
import { root, type Outcome } from '../../unit/cli/command';

/** An analysis of about a second, with every stage. */
export const smallConfig = (seed: number, samples = 64): object => ({
  seed,
  data: { task: 'delayedCopy', symbols: 2, length: 4, delay: 1, samples },
  model: {
    layers: [
      { type: 'lstm', units: 2 },
      { type: 'dense', units: 2, activation: 'softmax' },
    ],
  },
  training: { epochs: 2 },
  analysis: { snapshots: 2, budget: 0, samples: 64 },
});

/** The document without the times of its stages: what two runs of a config must have in common, byte for byte. */
export function bytesOf(result: AnalysisResult): string {
  const { stages, ...rest } = result;
  return resultText({ ...rest, stages: [] });
}

/** The same of the document that a run of the command line printed. @throws Error where the run failed */
export function printed({ status, stdout, stderr }: Outcome): string {
  if (status !== 0) throw new Error(`The run ended with ${status}: ${stderr}`);
  return withoutTimes(stdout);
}

/** A printed document without the times of its stages. */
export function withoutTimes(text: string): string {
  const { stages, ...rest } = JSON.parse(text) as Record<string, unknown>;
  return JSON.stringify(rest);
}

/** A folder that is deleted after the file's tests. */
export function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rnn-infoflow-faults-'));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export interface Analysed {
  readonly outcome: RunOutcome;
  readonly result: AnalysisResult | undefined;
}

/** The built engine as a window of VS Code runs it; it ends after the file's tests. */
export function builtEngine(options: { readonly env?: NodeJS.ProcessEnv; readonly hangAfter?: number } = {}) {
  const log: string[] = [];
  const supervisor = new EngineSupervisor({
    startEngine: forkedEngines(join(root, 'dist', 'engine.js'), options.env),
    log: (text) => log.push(text),
    ...(options.hangAfter !== undefined && { hangAfter: options.hangAfter }),
  });
  afterAll(() => supervisor.dispose());
  const analyze = async (config: object, cacheFolder?: string, started?: () => void): Promise<Analysed> => {
    let result: AnalysisResult | undefined;
    const outcome = await supervisor.analyze(
      {
        configPath: join(root, 'x.rnn.json'),
        configText: JSON.stringify(config),
        backend: 'wasm',
        ...(cacheFolder !== undefined && { cacheFolder }),
      },
      {
        started: (document) => {
          result = document;
          started?.();
        },
        progress: () => undefined,
        delta: (delta) => {
          if (result) applyDelta(result, delta);
        },
      },
    );
    return { outcome, result };
  };
  return { supervisor, analyze, log };
}

/** The bytes of a whole run. @throws Error where it is none */
export function whole({ outcome, result }: Analysed): string {
  if (outcome.type !== 'done' || !result) throw new Error(`The run is not done: ${JSON.stringify(outcome)}`);
  return bytesOf(result);
}
