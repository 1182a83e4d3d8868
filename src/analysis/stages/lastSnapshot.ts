import { wholeStateName } from '../../config/layers/wholeState';
import type { LayerActivations } from '../../models/activations';
import { type HeldStates, someLayers, statesAt } from '../../models/heldStates';
import { isSameThing } from '../../result/delta';
import { measuredIn } from '../../result/measuredInUnit';
import { analysisWarning } from '../../result/warnings';
import { consistentEstimates } from '../consistency/consistentEstimates';
import type { Source } from '../consistency/source';
import type { StageCache } from '../cache/stageCache';
import { stageKey } from '../cache/key';
import type { AskedFound } from '../measures/asked/asked';
import { askedMeasure } from '../measures/asked/askedMeasures';
import { canBeDecoded, decodedMemory, inputsDepend } from '../measures/decoded/decodedMemory';
import { onCountedSource } from '../measures/countedSource';
import { inUnit } from '../measures/estimateRecords';
import { sharpen } from '../measures/histories/sharpened';
import { sharpenedTogether } from '../measures/histories/sharpenedTogether';
import { memoryFits } from '../measures/memory/memoryFits';
import type { NatsEstimate } from '../measures/natsEstimate';
import { memoryByStep, steppedEstimates, type SteppedEstimates } from '../measures/stepped/steppedEstimates';
import type { SteppedSnapshot } from '../measures/stepped/steppedLayers';
import type { Recorder } from '../run/recorder';
import type { RunProgress } from '../run/runProgress';
import type { SnapshotContext } from './snapshotEstimates';
import type { Snapshot } from './snapshotSink';

/** Single steps: as they were kept, or begun. */
interface RunningSteps {
  readonly snapshot: SteppedSnapshot;
  readonly memory: Promise<readonly NatsEstimate[]>;
}
type StepsUnderWay = { readonly key: string } & ({ readonly kept: SteppedEstimates } | RunningSteps);

/** Shares of the work of sharpening that are done by the end of its first two parts. */
const afterMixtures = 0.5;
const afterSteps = 0.95;

interface LastSnapshotContext extends SnapshotContext {
  readonly cache: StageCache;
  readonly recorder: Recorder;
  readonly progress: Pick<RunProgress, 'sharpened'>;
  readonly source: Source;
  /** The key of the estimates of all snapshots. */
  readonly key: string;
}

/** The numbers of the last snapshot once more, with all that the budget allows, and what only the budget gives. */
export class LastSnapshot {
  private computed = false;
  private made: Promise<HeldStates> | undefined;
  private ends: Promise<readonly LayerActivations[]> | undefined;

  constructor(
    private readonly context: LastSnapshotContext,
    private readonly snapshot: Snapshot,
    private estimates: readonly NatsEstimate[],
  ) {}

  /** @returns whether anything had to be computed. @throws CancelledError */
  async improve(): Promise<boolean> {
    const steps = await this.startSteps();
    const { progress } = this.context;
    await this.sharpen();
    progress.sharpened(afterMixtures);
    if (steps) await this.sharpenByStep(steps);
    progress.sharpened(afterSteps);
    await this.measure();
    this.ends = undefined;
    await this.decodeMemory();
    this.made = undefined;
    return this.computed;
  }

  /** The states, made once for all that want them. */
  private states(): Promise<HeldStates> {
    this.made ??= this.snapshot.states('heldOut');
    return this.made;
  }

  /** The states of the last step and of the one before it. */
  private lastStates(): Promise<readonly LayerActivations[]> {
    const { length } = this.context.dataset.heldOut.inputs;
    this.ends ??= this.states().then((states) => statesAt(states, [length - 1, length]));
    return this.ends;
  }

  /** The numbers of the last step once more. */
  private async sharpen(): Promise<void> {
    const { config, dataset, cache, key: estimates, progress, services, signal } = this.context;
    const { epoch, weights, runs } = this.snapshot;
    if (!runs) return;
    const { budget } = config.analysis;
    const key = stageKey('sharpened estimates', { estimates, epoch, budget });
    const kept = await cache.read(key);
    if (isSharpened(kept)) {
      this.showSharpened(kept);
      this.estimates = replacedBy(this.estimates, kept);
      return;
    }
    const better: NatsEstimate[] = [];
    await sharpen(
      {
        config,
        estimates: this.estimates,
        states: await this.lastStates(),
        set: dataset.heldOut,
        weights: Object.values(weights).reduce((sum, { values }) => sum + values.length, 0),
        arrays: weights,
        runs,
        ...(services.sumEndings && { sumEndings: services.sumEndings }),
      },
      (found, share) => {
        better.push(...onCountedSource(config, found));
        if (found.length > 0) this.showSharpened(better);
        progress.sharpened(share * afterMixtures);
      },
      signal,
    );
    this.computed = true;
    await cache.write(key, better);
    this.estimates = replacedBy(this.estimates, better);
  }

  private showSharpened(better: readonly NatsEstimate[]): void {
    const { config, recorder } = this.context;
    const changed = sharpenedTogether(this.estimates, better, this.held);
    recorder.append({ sharpened: changed.map((estimate) => inUnit(estimate, config.analysis.unit)) });
    this.fitAgain(changed);
  }

  /** The laws of memory once more, where any of it changed. */
  private fitAgain(changed: readonly NatsEstimate[]): void {
    if (!changed.some(({ quantity }) => quantity === 'memory')) return;
    const { recorder } = this.context;
    const { estimates } = recorder.result;
    recorder.append({ fits: memoryFits(estimates.filter(({ epoch }) => epoch === this.snapshot.epoch)) });
  }

  /**
   * What the network gives when it is run on from any state, as it is kept. Else the part that asks for nothing
   * sharpened starts here, while other threads sharpen.
   */
  private async startSteps(): Promise<StepsUnderWay | undefined> {
    const { config, dataset, cache, key: estimates, signal } = this.context;
    const { epoch, weights, runs } = this.snapshot;
    if (!runs) return undefined;
    const { budget } = config.analysis;
    const key = stageKey('estimates by single steps', { estimates, epoch, budget });
    const kept = await cache.read(key);
    if (isStepped(kept)) return { key, kept };
    const states = await this.lastStates();
    const snapshot = { config, estimates: this.estimates, states, weights, runs, set: dataset.heldOut };
    const memory = memoryByStep(snapshot, signal);
    // It is waited for later, and fails then.
    memory.catch(() => undefined);
    return { key, snapshot, memory };
  }

  private async sharpenByStep(steps: StepsUnderWay): Promise<void> {
    const found = 'kept' in steps ? steps.kept : await this.stepped(steps);
    if (!('kept' in steps)) {
      this.computed = true;
      await this.context.cache.write(steps.key, found);
    }
    this.showBeside(found.better, found.more);
  }

  private async stepped({ snapshot, memory }: RunningSteps): Promise<SteppedEstimates> {
    const { config, progress, signal } = this.context;
    const passed = (share: number): void => {
      progress.sharpened(afterMixtures + share * (afterSteps - afterMixtures));
    };
    const sharper = { ...snapshot, estimates: this.estimates };
    const { better, more } = await steppedEstimates(sharper, memory, passed, signal);
    return { better: onCountedSource(config, better), more: onCountedSource(config, more) };
  }

  /** Better numbers in place of those there are, and others beside them. */
  private showBeside(better: readonly NatsEstimate[], more: readonly NatsEstimate[]): void {
    const { config, recorder } = this.context;
    const { unit } = config.analysis;
    const changed = sharpenedTogether(this.estimates, better, this.held, more);
    const replaced = replacedBy(this.estimates, better);
    this.estimates = [...replaced, ...more];
    recorder.append({
      sharpened: changed.map((estimate) => inUnit(estimate, unit)),
      estimates: this.held(this.estimates)
        .slice(replaced.length)
        .map((estimate) => inUnit(estimate, unit)),
    });
    this.fitAgain(changed);
  }

  /** Memory given all later inputs by decoders, where the network could not be run on. */
  private async decodeMemory(): Promise<void> {
    const { config, dataset, cache, key: estimates, recorder, services, signal } = this.context;
    const { epoch, statesKey } = this.snapshot;
    const { heldOut } = dataset;
    const samples = Math.min(config.analysis.samples, heldOut.inputs.samples);
    if (!canBeDecoded(config, heldOut, samples)) return;
    const { budget } = config.analysis;
    const key = stageKey('decoded memory', { estimates, epoch, budget, statesKey });
    const kept = await cache.read(key);
    const curves = recorder.result.estimates.filter(({ quantity }) => quantity === 'conditionalMemory');
    const known = new Set(curves.map(({ target, variable }) => (variable ? wholeStateName(target) : target)));
    if (inputsDepend(config, heldOut, samples)) {
      const open = recorder.result.layers.filter(
        ({ name, recurrent, analysed, type }) => recurrent && analysed && type !== 'bidirectional' && !known.has(name),
      );
      const names = open.map(({ name }) => name).join(', ');
      if (names !== '') recorder.append({ warnings: [analysisWarning('dependentInputs', names)] });
      return;
    }
    const found = isSharpened(kept)
      ? kept
      : await decodedMemory(
          {
            config,
            set: heldOut,
            states: someLayers(await this.states(), ({ critic }) => critic === undefined),
            samples,
            epoch,
            known,
          },
          services.runJob,
          signal,
        );
    if (!isSharpened(kept)) {
      if (found.length > 0) this.computed = true;
      await cache.write(key, found);
    }
    this.showBeside([], found);
  }

  /** The measures beside information that the config asks for, each kept by itself. */
  private async measure(): Promise<void> {
    const { config, dataset, cache, key: estimates, recorder, services, signal } = this.context;
    const { epoch, weights, runs, statesKey } = this.snapshot;
    const { measures = [], unit } = config.analysis;
    for (const name of new Set(measures)) {
      const key = stageKey('a measure', { estimates, epoch, statesKey, name });
      const kept = await cache.read(key);
      let found: AskedFound;
      if (isFound(kept)) found = kept;
      else {
        const samples = Math.min(config.analysis.samples, dataset.heldOut.inputs.samples);
        const asked = {
          ...{ config, dataset, states: await this.lastStates(), samples, epoch, weights, runJob: services.runJob },
          ...(runs && { runs }),
        };
        found = await askedMeasure(name, asked, signal);
        this.computed = true;
        await cache.write(key, found);
      }
      recorder.append({
        measured: found.measured.map((one) => measuredIn(one, unit)),
        warnings: found.notes.map((said) => analysisWarning('note', said)),
      });
    }
  }

  private readonly held = (estimates: readonly NatsEstimate[]): NatsEstimate[] =>
    consistentEstimates(estimates, this.context.source, this.context.config);
}

const isSharpened = (value: unknown): value is readonly NatsEstimate[] => Array.isArray(value);

const isFound = (value: unknown): value is AskedFound =>
  typeof value === 'object' && value !== null && 'measured' in value && 'notes' in value;

const isStepped = (value: unknown): value is SteppedEstimates =>
  typeof value === 'object' && value !== null && 'better' in value && 'more' in value;

const replacedBy = (estimates: readonly NatsEstimate[], better: readonly NatsEstimate[]): readonly NatsEstimate[] =>
  estimates.map((estimate) => better.find((other) => isSameThing(other, estimate)) ?? estimate);
