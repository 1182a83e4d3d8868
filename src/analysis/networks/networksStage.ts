import { type NetworkRequest } from './networkRequest';
import { configOfNetwork, networkNames } from '../../config/layers/networks';
import type { AnalysisConfig } from '../../config/schema/config';
import { networkDelta, type ResultDelta } from '../../result/delta';
import { withConfigLocation } from '../run/failures';
import { emptyResult } from '../../result/emptyResult';
import { Recorder } from '../run/recorder';
import { RunProgress } from '../run/runProgress';
import type { FileContext } from '../cache/dataKey';
import { givenWeights, withGiven } from '../run/givenWeights';
import { runNetwork, trainingStageOf, type NetworkContext } from './runNetwork';

type Shared = Omit<NetworkContext, 'given'>;

/**
 * The config's further networks. Those that are not in the cache are sent to processes of their own and start together
 * with the model's training. Cached ones, and all where there are no other processes, run here once the model is done
 * (`finish`).
 */
export class NetworksStage {
  private readonly shares = new Map<string, number>();
  private readonly abort = new AbortController();
  private readonly signal: AbortSignal;
  private here: { name: string; config: AnalysisConfig; context: NetworkContext }[] = [];
  private elsewhere: Promise<void> = Promise.resolve();
  private reused = 0;

  constructor(
    private readonly config: AnalysisConfig,
    private readonly shared: Shared,
    private readonly files: FileContext,
    private readonly recorder: Recorder,
    private readonly progress: RunProgress,
    signal: AbortSignal,
  ) {
    this.signal = AbortSignal.any([signal, this.abort.signal]);
  }

  /** Starts the networks that run in other processes. @throws ConfigError where a file of weights is wrong */
  async start(): Promise<void> {
    const names = networkNames(this.config);
    if (names.length === 0) return;
    // In the config's order, not in the order in which they finish.
    this.recorder.append({ networks: names.map((name) => ({ name })) });
    const requests: NetworkRequest[] = [];
    const { services, input, backend, datasetKey } = this.shared;
    for (const name of names) {
      const written = configOfNetwork(this.config, name);
      const own = { ...input, network: name };
      const given = await withConfigLocation(own, ['model', 'weights'], () => givenWeights(written, this.files));
      const config = withGiven(written, given);
      const context = { ...this.shared, given, input: own };
      if (services.runNetworks && !(await trainingStageOf(config, context).isKept())) {
        requests.push({ input, name, conditions: { backend: backend.backend, datasetKey, weightsHash: given?.hash } });
      } else this.here.push({ name, config, context });
    }
    if (!services.runNetworks || requests.length === 0) return;
    this.elsewhere = services.runNetworks(
      requests,
      { delta: (name, delta) => this.record(name, delta), share: (name, share) => this.share(name, share) },
      this.signal,
    );
    // Awaited in `finish`; without this an earlier failure would count as an unhandled rejection.
    this.elsewhere.catch(() => undefined);
  }

  /** Resolves when every network is trained, estimated and recorded. */
  async finish(): Promise<void> {
    const total = networkNames(this.config).length;
    if (total === 0) return;
    await this.recorder.stage('networks', async () => {
      for (const { name, config, context } of this.here) await this.runHere(name, config, context);
      await this.elsewhere;
      return { output: undefined, reused: this.reused === total, parts: { total, reused: this.reused } };
    });
  }

  /** Stops what still runs, after the run has failed or was cancelled. */
  async stop(): Promise<void> {
    this.abort.abort();
    await this.elsewhere.catch(() => undefined);
  }

  private async runHere(name: string, config: AnalysisConfig, context: NetworkContext): Promise<void> {
    const result = emptyResult(config, this.recorder.result.environment);
    const recorder = new Recorder(result, {
      started: () => undefined,
      progress: () => undefined,
      delta: (delta) => this.record(name, delta),
    });
    await runNetwork(
      config,
      context,
      recorder,
      new RunProgress(config, { progress: ({ fraction }) => this.share(name, fraction) }),
      this.signal,
    );
  }

  private record(name: string, delta: ResultDelta): void {
    if (delta.stages?.some((stage) => stage.name === 'training' && stage.reused)) this.reused++;
    const part = networkDelta(name, delta);
    if (Object.keys(part).length > 1) this.recorder.append({ networks: [part] });
  }

  private share(name: string, share: number): void {
    this.shares.set(name, share);
    this.progress.networks([...this.shares.values()].reduce((sum, each) => sum + each, 0));
  }
}
