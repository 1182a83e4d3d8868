import { resultText } from '../result/resultText';
import { basename, join, resolve } from 'node:path';
import type { Progress } from '../result/progress';
import { firstLook } from '../analysis/run/firstLook';
import { runAnalysis } from '../analysis/run/runAnalysis';
import type { AnalysisServices } from '../analysis/run/services';
import type { AnalysisResult } from '../result/result';
import { CancelledError } from '../base/cancellation';
import { visible } from '../base/visible';
import { EstimationPool } from '../engine/estimation/estimationPool';
import type { KeptNetwork } from '../analysis/studies/keptNetwork';
import { writePruned } from './writePruned';
import { withServices, type ServiceOptions } from './cliServices';
import { reportFailure } from './failures';
import { outputFiles } from './outputFiles';
import { OutputFolder } from './outputFolder';
import { ProgressLine } from './progressLine';
import { firstLookText } from './firstLookText';
import { CancelledRun, keptOf, SoFar } from './soFar';
import { summary } from './summary';
import { readText } from './readText';
import { watchConfig } from './watchConfig';
import { stageName } from './stageName';

export interface AnalyzeOptions extends ServiceOptions {
  readonly json?: boolean;
  readonly out?: string;
  readonly watch?: boolean;
  /** Writes the smallest compressed network that is enough beside the config. */
  readonly pruned?: boolean;
  /** Changes the config's text before it is read: settings that a command adds to the config. */
  readonly edit?: (text: string) => string;
}

/** `analyze CONFIG`: progress on stderr, the summary or the result document on stdout. */
export async function analyzeCommand(config: string, options: AnalyzeOptions, signal: AbortSignal): Promise<void> {
  const path = resolve(config);
  const looks = new EstimationPool({ workerPath: join(__dirname, 'estimationWorker.js') });
  try {
    await withServices(options, async (services) => {
      if (!options.watch) {
        await analyzeOnce(path, options, services, signal);
        return;
      }
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
    });
  } finally {
    await looks.dispose();
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
  const soFar = new SoFar();
  const output = options.out === undefined ? undefined : await OutputFolder.at(options.out);
  let result: AnalysisResult;
  const configText = (options.edit ?? ((text) => text))(await readText(path));
  try {
    result = await runAnalysis(
      { configPath: path, configText },
      { ...services, keepNetwork: (network) => void networks.push(network) },
      {
        started: (begun) => soFar.started(begun),
        progress: (progress) => line.show(progress.fraction, describe(progress)),
        delta: (delta) => soFar.delta(delta),
      },
      signal,
    );
  } catch (failure) {
    line.end();
    // A newer save takes the place of what it cancels.
    if (!(failure instanceof CancelledError) || options.watch === true) throw failure;
    throw new CancelledRun(keptOf(options.cache, await writtenSoFar(path, options, output, soFar.cancelled())));
  }
  line.end();
  const text = summary(result, basename(path));
  // The numbers were paid for: they are shown even where their files cannot be written any more.
  process.stdout.write(options.json ? `${resultText(result)}\n` : visible(text));
  if (output) await output.write(await outputFiles(result, { title: basename(path), time: new Date() }, __dirname));
  if (options.pruned === true) process.stderr.write(`${await writePruned(path, configText, result, networks)}\n`);
}

/** Writes the result so far to where a result was asked for, and says where that is. */
async function writtenSoFar(
  path: string,
  { json, out }: AnalyzeOptions,
  output: OutputFolder | undefined,
  result: AnalysisResult | undefined,
): Promise<string | undefined> {
  if (json !== true && out === undefined) return undefined;
  if (!result) return 'none';
  if (json === true) process.stdout.write(`${resultText(result)}\n`);
  await output?.write(await outputFiles(result, { title: basename(path), time: new Date() }, __dirname));
  const places = [...(json === true ? ['on stdout'] : []), ...(out === undefined ? [] : [`in ${out}`])];
  return `The result so far is ${places.join(' and ')}`;
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

/** `training 12/30 · 4 s left` */
export function describe({ stage, epoch, epochs, secondsLeft }: Progress): string {
  const left = secondsLeft === undefined ? '' : ` · ${Math.max(1, Math.round(secondsLeft))} s left`;
  if (stage === 'training' && epochs !== undefined) return `training ${epoch ?? 0}/${epochs}${left}`;
  return `${stageName(stage)}${left}`;
}
