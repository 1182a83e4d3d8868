import { resultText } from '../result/resultText';
import { basename, join, resolve } from 'node:path';
import type { Progress } from '../result/progress';
import { firstLook } from '../analysis/run/firstLook';
import { runAnalysis } from '../analysis/run/runAnalysis';
import type { AnalysisServices } from '../analysis/run/services';
import type { AnalysisResult } from '../result/result';
import { CancelledError } from '../base/cancellation';
import { visible } from '../base/visible';
import { userCacheFolder } from '../base/userCacheFolder';
import { analysisServices } from '../engine/process/analysisServices';
import { EstimationPool } from '../engine/estimation/estimationPool';
import { networkProcesses } from '../engine/process/networkProcesses';
import type { BackendChoice } from '../engine/process/protocol';
import { studyProcesses } from '../engine/sweep/studyProcesses';
import { sweepProcesses } from '../engine/sweep/sweepProcesses';
import { sweepQueue } from '../engine/sweep/sweepQueue';
import type { KeptNetwork } from '../analysis/studies/keptNetwork';
import { writePruned } from './writePruned';
import { reportFailure } from './failures';
import { outputFiles } from './outputFiles';
import { OutputFolder } from './outputFolder';
import { ProgressLine } from './progressLine';
import { firstLookText } from './firstLookText';
import { summary } from './summary';
import { readText } from './readText';
import { watchConfig } from './watchConfig';

export interface AnalyzeOptions {
  readonly json?: boolean;
  readonly out?: string;
  readonly backend: BackendChoice;
  readonly watch?: boolean;
  /** Writes the smallest compressed network that is enough beside the config. */
  readonly pruned?: boolean;
  readonly cache: boolean;
  /** Where a sweep's chains are queued for workers; absent: processes of this machine. */
  readonly redis?: string;
  /** Changes the config's text before it is read: settings that a command adds to the config. */
  readonly edit?: (text: string) => string;
}

/** `analyze CONFIG`: progress on stderr, the summary or the result document on stdout. */
export async function analyzeCommand(config: string, options: AnalyzeOptions, signal: AbortSignal): Promise<void> {
  const path = resolve(config);
  const pool = new EstimationPool({ workerPath: join(__dirname, 'estimationWorker.js') });
  pool.warm();
  const looks = new EstimationPool({ workerPath: join(__dirname, 'estimationWorker.js') });
  const { backend } = options;
  const cacheFolder = options.cache ? join(userCacheFolder(), 'stages') : undefined;
  const processes = { workerPath: join(__dirname, 'sweepWorker.js'), backend, cacheFolder };
  const runChains =
    options.redis !== undefined
      ? sweepQueue({ url: options.redis, reuse: options.cache, notice: (text) => process.stderr.write(`${text}\n`) })
      : sweepProcesses(processes);
  const services = analysisServices({
    backend,
    runJob: pool.run,
    sumEndings: pool.sumEndings,
    cacheFolder,
    runChains,
    runNetworks: networkProcesses(processes),
    runStudies: studyProcesses(processes),
  });
  try {
    if (options.watch) {
      const work = {
        analyze: (stopped: AbortSignal) => analyzeOnce(path, options, services, stopped),
        // It must not wait for the threads of a run.
        look: (after: number | undefined) =>
          lookOnce(path, options, { ...services, runJob: looks.run }, after, signal).catch((failure: unknown) => {
            if (!(failure instanceof CancelledError)) reportFailure(failure);
          }),
        say: (text: string) => void process.stderr.write(`${text}\n`),
      };
      await watchConfig(path, work, signal);
    } else await analyzeOnce(path, options, services, signal);
  } finally {
    await looks.dispose();
    await pool.dispose();
  }
}

async function analyzeOnce(
  path: string,
  options: AnalyzeOptions,
  services: AnalysisServices,
  signal: AbortSignal,
): Promise<void> {
  const line = new ProgressLine(process.stderr);
  const networks: KeptNetwork[] = [];
  const output = options.out === undefined ? undefined : await OutputFolder.at(options.out);
  let result: AnalysisResult;
  const configText = (options.edit ?? ((text) => text))(await readText(path));
  try {
    result = await runAnalysis(
      { configPath: path, configText },
      { ...services, keepNetwork: (network) => void networks.push(network) },
      {
        started: () => undefined,
        progress: (progress) => line.show(progress.fraction, describe(progress)),
        delta: () => undefined,
      },
      signal,
    );
  } finally {
    line.end();
  }
  const text = summary(result, basename(path));
  // The numbers were paid for: they are shown even where their files cannot be written any more.
  process.stdout.write(options.json ? `${resultText(result)}\n` : visible(text));
  if (output) await output.write(await outputFiles(result, { title: basename(path), time: new Date() }, __dirname));
  if (options.pruned === true) process.stderr.write(`${await writePruned(path, configText, result, networks)}\n`);
}

/** One line on the newest epoch of a recording, from few sequences: the whole analysis takes longer, and follows. */
async function lookOnce(
  path: string,
  options: AnalyzeOptions,
  services: AnalysisServices,
  after: number | undefined,
  signal: AbortSignal,
): Promise<void> {
  const input = { configPath: path, configText: await readText(path) };
  const text = firstLookText(await firstLook(input, services, after, signal));
  if (text !== undefined) (options.json ? process.stderr : process.stdout).write(`${text}\n`);
}

function describe({ stage, epoch, epochs, secondsLeft }: Progress): string {
  const left = secondsLeft === undefined ? '' : ` · ${Math.max(1, Math.round(secondsLeft))} s left`;
  return stage === 'training' && epochs !== undefined ? `training ${epoch ?? 0}/${epochs}${left}` : `${stage}${left}`;
}
