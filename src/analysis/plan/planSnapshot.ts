import type { ComputedFrom } from '../../result/computedFrom';
import { type PlannedEstimate } from './plannedEstimate';
import { Random } from '../../base/random';
import type { AnalysisConfig } from '../../config/schema/config';
import { LayerGraph } from '../../config/layers/layerGraph';
import { seesAhead } from '../../config/layers/layerTraits';
import { predictedTargets } from '../../config/layers/heads';
import type { SequenceSet, Targets } from '../../data/dataset';
import { headTargets } from '../../data/headTargets';
import type { EstimatorOptions } from '../../information/types/estimate';
import type { EstimationJob, EstimationPair } from '../../information/job/job';
import type { Variable } from '../../information/types/variable';
import type { LayerActivations } from '../../models/activations';
import { circularShift } from './circularShift';
import { shuffledPairings } from '../measures/memory/shuffledNull';
import type { Quantity } from '../../result/result';
import { bareState, alsoWithEstimator, alsoWithPairs, type AlsoWithPair, type Side } from './alsoWithPairs';
import { chooseEstimator } from './chooseEstimator';
import type { NetworkHistories } from '../measures/histories/networkRuns';
import { futureOfSource, futureSteps } from './future';
import { withStates, withSymbols } from './histories';
import { RowSets } from './rowSets';
import type { StateReading } from './stateIndex';
import { analysedTimes, memoryPositions, rowsWithTarget } from './times';
import { noiseStream, prefixVariable, stateVariable, stepVariable } from './variables';

export interface SnapshotPlan {
  readonly job: EstimationJob;
  /** One for each pair of the job, in the same order. */
  readonly planned: readonly PlannedEstimate[];
}

/**
 * The mutual informations to estimate from one snapshot's activations. Pairs share variables, so that the work on a
 * variable is done once. Layers without a state are followed through time only at the `final` snapshot; before it their
 * last step is enough for the information plane.
 */
export function planSnapshot(
  config: AnalysisConfig,
  set: SequenceSet,
  layers: readonly LayerActivations[],
  samples: number,
  final: boolean,
  histories?: NetworkHistories,
): SnapshotPlan {
  const builder = new PlanBuilder(config, set, layers, samples, final ? 'all steps' : 'steps of states', histories);
  for (const [index, layer] of layers.entries()) {
    builder.inputInformation(layer);
    for (const target of predictedTargets(config.model.layers)) builder.outputInformation(layer, target);
    if (layer.recurrent) builder.historyInformation(layer);
    const remembers =
      layer.recurrent || layer.stochastic || layer.attention !== undefined || layer.density !== undefined;
    if (remembers) builder.memory(layer);
    if (final && remembers) {
      builder.memoryNull(layer);
      if (config.analysis.positions === 'all' && !readsBackward(layer)) builder.memoryOverPositions(layer);
      if (!dependsOnFuture(config, layer.layer) && !layers.slice(0, index + 1).some(readsBackward))
        builder.predictiveInformation(layer);
    }
    for (const later of layers.slice(index + 1)) builder.layerInformation(layer, later);
    builder.beside(layer);
  }
  if (final && layers.some((layer) => layer.recurrent)) builder.lagRelevance();
  return builder.plan();
}

/**
 * Whether a layer's states depend on later inputs, through itself or through a layer below it: information about the
 * future is then not prediction.
 */
function dependsOnFuture({ model: { layers } }: AnalysisConfig, name: string): boolean {
  const place = layers.findIndex((layer) => layer.name === name);
  return layers.slice(0, place + 1).some(seesAhead);
}

/**
 * The estimates on the training sequences: each layer's information about input and target at the last step, for
 * comparison with the held-out ones.
 */
export function planTrainingSet(
  config: AnalysisConfig,
  set: SequenceSet,
  layers: readonly LayerActivations[],
  samples: number,
): SnapshotPlan {
  const { job, planned } = planLastStep(config, set, layers, samples);
  return { job, planned: planned.map((plan) => ({ ...plan, set: 'training' })) };
}

/** Each layer's information about input and target at the last step: its place in the information plane. */
export function planLastStep(
  config: AnalysisConfig,
  set: SequenceSet,
  layers: readonly LayerActivations[],
  samples: number,
): SnapshotPlan {
  const builder = new PlanBuilder(config, set, layers, samples, 'last step');
  for (const layer of layers) {
    builder.inputInformation(layer);
    if (predictedTargets(config.model.layers).includes('Y')) builder.outputInformation(layer, 'Y');
  }
  return builder.plan();
}

const readsBackward = ({ direction = 'forward' }: LayerActivations): boolean => direction !== 'forward';

/** The analysed steps of a layer: all of them; all where it keeps a state and the last elsewhere; or only the last. */
type Steps = 'all steps' | 'steps of states' | 'last step';

class PlanBuilder {
  private readonly variables: Variable[] = [];
  private readonly places = new Map<string, number>();
  private readonly pairs: EstimationPair[] = [];
  private readonly planned: PlannedEstimate[] = [];
  private readonly rows: Int32Array;
  private readonly rowSets: RowSets;
  private readonly times: readonly number[];
  private readonly last: number;
  private readonly targets = new Map<string, Targets | undefined>();
  /** Layers above a layer that samples its states. */
  private readonly aboveDraws: ReadonlySet<string>;
  /** Layers that unroll a code of the whole sequence: every step depends on all of it. */
  private readonly seeAll: ReadonlySet<string>;

  constructor(
    private readonly config: AnalysisConfig,
    private readonly set: SequenceSet,
    layers: readonly LayerActivations[],
    samples: number,
    private readonly steps: Steps,
    private readonly histories?: NetworkHistories,
  ) {
    this.rows = Int32Array.from({ length: samples }, (_, i) => i);
    this.rowSets = new RowSets(this.rows, set.inputs);
    this.last = set.inputs.length;
    this.times = analysedTimes(this.last);
    const drawn = new Set(layers.filter(({ stochastic }) => stochastic).map(({ layer }) => layer));
    const settings = config.model.layers;
    const graph = new LayerGraph(settings);
    this.aboveDraws =
      settings.length > 0
        ? graph.downstreamOf(({ name }) => drawn.has(name))
        : new Set(
            layers.filter((_, i) => layers.slice(0, i).some((below) => below.stochastic)).map(({ layer }) => layer),
          );
    this.seeAll = graph.downstreamOf(({ type }) => type === 'repeatVector');
  }

  plan(): SnapshotPlan {
    const { analysis, seed } = this.config;
    const options: EstimatorOptions = {
      estimator: analysis.estimator,
      seed,
      neighbors: analysis.neighbors,
      noiseVariance: analysis.noise.variance,
      ...(analysis.bins !== undefined && { bins: analysis.bins }),
    };
    return { job: { variables: this.variables, pairs: this.pairs, options }, planned: this.planned };
  }

  inputInformation(layer: LayerActivations): void {
    if (!this.wants('inputInformation')) return;
    if (layer.transition && this.config.analysis.estimator === 'auto') {
      this.drawnInformation(layer, layer.transition);
      return;
    }
    // Above a sampled state, and where sampled states feed the next ones, p(h|x) has no closed form, and a long block
    // of symbols differs in every sample: no estimator would be valid.
    const hasDensity = layer.conditional !== undefined || layer.density !== undefined;
    const feedsDraws = layer.transition !== undefined || (layer.recurrent && layer.stochastic && !hasDensity);
    if ((this.aboveDraws.has(layer.layer) || feedsDraws) && this.set.inputs.symbols && this.last > 2) return;
    for (const time of this.timesOf(layer)) {
      const rows = this.rowSets.at(time);
      if (rows.length === 0) continue;
      const state = this.state(layer, time, rows);
      if (layer.density && !this.aboveDraws.has(layer.layer)) {
        this.add(
          state,
          state,
          {
            quantity: 'inputInformation',
            source: 'X',
            target: layer.layer,
            time,
            of: { kind: 'integers', functionOfInput: true },
          },
          { shuffles: 0 },
        );
        continue;
      }
      // With a known p(h|x) the input itself is never used, whatever its dimension: one step stands for all of X_{1:t}.
      const known = this.variables[state].conditional !== undefined && this.config.analysis.estimator === 'auto';
      const input = known
        ? this.variable(`X:${this.rowSets.key(rows)}`, () => stepVariable('X', this.set.inputs, 1, rows))
        : this.inputSoFar(this.seeAll.has(layer.layer) || readsBackward(layer) ? this.last : time, rows);
      this.add(input, state, {
        quantity: 'inputInformation',
        source: 'X',
        target: layer.layer,
        time,
        ...this.nature(layer),
      });
    }
  }

  /**
   * For a state that is sampled inside a recurrent layer p(h_t|h_{t-1},x_t) is known. The other samples' densities then
   * give an upper bound on I(X_{1:t},H_{1:t-1};H_t) (Poole et al. 2019, eq. 13), which is at least I(X_{1:t};H_t).
   */
  private drawnInformation(layer: LayerActivations, transition: NonNullable<LayerActivations['transition']>): void {
    for (const time of this.timesOf(layer)) {
      const input = this.variable(`X:${this.rowSets.key(this.rows)}`, () =>
        stepVariable('X', this.set.inputs, 1, this.rows),
      );
      const state = this.variable(`drawn ${layer.layer}@${time}`, () =>
        stateVariable({ ...layer, conditional: transition }, time, this.rows, undefined),
      );
      this.add(
        input,
        state,
        { quantity: 'inputInformation', source: 'X', target: layer.layer, time, of: { kind: 'drawn' } },
        { estimator: 'leaveOneOut' },
      );
    }
  }

  private inputSoFar(time: number, rows: Int32Array): number {
    return this.variable(`X1:${time}:${this.rowSets.key(rows)}`, () =>
      prefixVariable('X', this.set.inputs, time, rows),
    );
  }

  /**
   * A layer's information about a head's target at the same step. A code of the whole sequence does not belong to any
   * one step of its input.
   */
  outputInformation(layer: LayerActivations, target: string): void {
    const targets = this.wants('outputInformation') ? this.targetsOf(target) : undefined;
    if (!targets || (layer.length < targets.length && target !== 'Y')) return;
    for (const time of this.targetTimes(layer, targets.at)) {
      const rows = rowsWithTarget(targets, time, this.rowSets.at(time));
      if (rows.length < 2) continue;
      const state = this.state(layer, time, rows, targets.at === 'end' ? 'own order' : 'step');
      const step = targets.at === 'end' ? 1 : time;
      const predicted = this.variable(`${target}@${step}:${this.rowSets.key(rows)}`, () =>
        withSymbols(
          stepVariable(target === 'X' ? 'X_t' : target, targets, step, rows),
          this.histories && headTargets(this.histories.set, target),
          step,
        ),
      );
      this.add(state, predicted, {
        quantity: 'outputInformation',
        source: layer.layer,
        target,
        time,
        ...this.nature(layer),
      });
    }
  }

  /** X_t as a variable that a state may remember. */
  private symbol(time: number, rows: Int32Array): number {
    return this.variable(`X@${time}:${this.rowSets.key(rows)}`, () =>
      withSymbols(stepVariable('X_t', this.set.inputs, time, rows), this.histories?.set.inputs, time),
    );
  }

  private targetsOf(target: string): Targets | undefined {
    if (!this.targets.has(target)) this.targets.set(target, headTargets(this.set, target));
    return this.targets.get(target);
  }

  historyInformation(layer: LayerActivations): void {
    if (layer.length < 2 || !this.wants('historyInformation')) return;
    for (const time of this.times) {
      const rows = time < 2 ? undefined : this.rowSets.at(time - 1);
      if (!rows || rows.length === 0) continue;
      this.add(this.state(layer, time - 1, rows), this.state(layer, time, rows), {
        quantity: 'historyInformation',
        source: layer.layer,
        target: layer.layer,
        time,
        ...this.nature(layer),
      });
    }
  }

  memory(layer: LayerActivations): void {
    if (!this.wants('memory')) return;
    for (const time of this.times) {
      const rows = this.rowSets.at(time);
      if (rows.length === 0) continue;
      const state = this.state(layer, this.last, rows);
      const lag = this.last - time;
      this.add(this.symbol(time, rows), state, {
        quantity: 'memory',
        source: 'X',
        target: layer.layer,
        time: this.last,
        lag,
        ...this.nature(layer),
      });
    }
  }

  /** Memory at steps before the last, which has its own estimates. */
  memoryOverPositions(layer: LayerActivations): void {
    if (layer.length < 2 || !this.wants('memory')) return;
    const positions = memoryPositions(this.last);
    for (const time of positions) {
      if (time === this.last) continue;
      for (const shown of positions) {
        if (shown > time) break;
        const rows = this.rowSets.at(shown);
        if (rows.length === 0) continue;
        const state = this.state(layer, time, rows);
        this.add(this.symbol(shown, rows), state, {
          quantity: 'memory',
          source: 'X',
          target: layer.layer,
          time,
          lag: time - shown,
          ...this.nature(layer),
        });
      }
    }
  }

  /** I(H_t;X_{t+1:t+k}): a state's information about the next k steps. */
  predictiveInformation(layer: LayerActivations): void {
    const ahead = futureSteps(this.set.inputs, this.rows.length);
    if (layer.length < 2 || ahead === 0 || !this.wants('predictiveInformation')) return;
    for (const time of this.times) {
      if (time + ahead > this.last) break;
      const rows = this.rowSets.at(time);
      if (rows.length === 0) continue;
      const future = this.variable(`X@${time + 1} to ${time + ahead}:${this.rowSets.key(rows)}`, () =>
        futureOfSource(this.set.inputs, this.histories?.set.inputs, time, ahead, rows),
      );
      this.add(this.state(layer, time, rows), future, {
        quantity: 'predictiveInformation',
        source: layer.layer,
        target: 'X',
        time,
        ahead,
        ...this.nature(layer),
      });
    }
  }

  /** Baseline: inputs of other sequences, spread over the lags, about which the state holds no information. */
  memoryNull(layer: LayerActivations): void {
    if (this.last < 2 || !this.wants('memory')) return;
    const times = this.times.filter((time) => this.rowSets.at(time).length > 0);
    for (let shuffle = 0; shuffle < shuffledPairings; shuffle++) {
      const time = times[Math.floor((shuffle * times.length) / shuffledPairings)];
      const rows = this.rowSets.at(time);
      const state = this.state(layer, this.last, rows);
      const input = this.variable(`X@${time}, shuffled ${shuffle}`, () =>
        withSymbols(stepVariable('X_t', this.set.inputs, time, this.shuffled(shuffle, rows)), undefined, time),
      );
      this.add(
        input,
        state,
        {
          quantity: 'memoryNull',
          source: 'X',
          target: layer.layer,
          time: this.last,
          lag: this.last - time,
          ...this.nature(layer),
        },
        { shuffles: 0 },
      );
    }
  }

  /** I(X_{t-s};Y_t): the target's information about single inputs at the last step, the same for every network. */
  lagRelevance(): void {
    const { targets } = this.set;
    if (!targets || !this.wants('memory') || !this.wants('outputInformation')) return;
    const step = targets.at === 'end' ? 1 : this.last;
    for (const time of this.times) {
      const rows = rowsWithTarget(targets, this.last, this.rowSets.at(time));
      if (rows.length < 2) continue;
      const key = this.rowSets.key(rows);
      const target = this.variable(`Y@${step}:${key}`, () => stepVariable('Y', targets, step, rows));
      const input = this.variable(`X@${time}:${key} of a target`, () =>
        stepVariable('X_t', this.set.inputs, time, rows),
      );
      this.add(input, target, {
        quantity: 'lagRelevance',
        source: 'X',
        target: 'Y',
        time: this.last,
        lag: this.last - time,
      });
    }
  }

  /**
   * The rows moved around a circle by a distance of their own. Of independent sequences that is as good as any order;
   * rows that follow each other in time (windows of one recording) keep what they share with their neighbours, which a
   * free order would break, so that the baseline would be too low (Theiler et al. 1992).
   */
  private shuffled(shuffle: number, rows: Int32Array): Int32Array {
    return circularShift(rows, shuffle, shuffledPairings, new Random(this.config.seed).fork('memory null'));
  }

  layerInformation(layer: LayerActivations, later: LayerActivations): void {
    if (!this.wants('layerInformation')) return;
    this.add(this.state(layer, this.last, this.rows), this.state(later, this.last, this.rows), {
      quantity: 'layerInformation',
      source: layer.layer,
      target: later.layer,
      time: this.last,
      ...this.nature(layer),
    });
  }

  /**
   * Estimates by the additional estimators. A pair for which one has no form is left out, not given to another
   * estimator.
   */
  beside(layer: LayerActivations): void {
    const { config, set, rows } = this;
    const keyOf = (of: Int32Array): string => this.rowSets.key(of);
    const context = {
      config,
      set,
      rows,
      keyOf,
      aboveDraws: this.aboveDraws.has(layer.layer),
      noisyState: this.noisyState,
    };
    for (const pair of alsoWithPairs(layer, context)) if (this.wants(pair.planned.quantity)) this.addBeside(pair);
  }

  private addBeside({ x, y, options, planned }: AlsoWithPair): void {
    const [from, to] = [this.variable(x.key, x.make), this.variable(y.key, y.make)];
    const estimator = alsoWithEstimator(options.estimator, this.variables[from], this.variables[to]);
    if (estimator === undefined) return;
    this.pairs.push({ x: from, y: to, options: { ...options, estimator } });
    this.planned.push(planned);
  }

  private wants(quantity: Quantity): boolean {
    return this.config.analysis.quantities?.some((wanted) => wanted === quantity) ?? true;
  }

  private timesOf(layer: LayerActivations): readonly number[] {
    if (this.steps === 'last step' || layer.length === 1) return [this.last];
    return layer.recurrent || this.steps === 'all steps' ? this.times : [this.last];
  }

  /**
   * Information about a target at the end grows with every step: a state that persists through time is compared with it
   * at each of them, at the final snapshot.
   */
  private targetTimes(layer: LayerActivations, at: 'every' | 'end'): readonly number[] {
    return at === 'every' || (layer.recurrent && this.steps === 'all steps') ? this.timesOf(layer) : [this.last];
  }

  private nature(layer: LayerActivations): { of: ComputedFrom } {
    const { estimator, noise, bins } = this.config.analysis;
    if (layer.density) return { of: { kind: 'integers' } };
    if (layer.stochastic) return { of: { kind: 'ownNoise' } };
    return estimator === 'binning'
      ? { of: { kind: 'bins', ...(bins !== undefined && { count: bins }) } }
      : { of: { kind: 'declaredNoise', variance: noise.variance } };
  }

  private state(layer: LayerActivations, time: number, rows: Int32Array, reading?: StateReading): number {
    const { key, make } =
      this.config.analysis.estimator === 'binning'
        ? bareState(layer, time, rows, this.rowSets.key(rows), reading)
        : this.noisyState(layer, time, rows, reading);
    return this.variable(key, make);
  }

  private readonly noisyState = (
    layer: LayerActivations,
    time: number,
    rows: Int32Array,
    reading: StateReading = 'own order',
  ): Side => ({
    key: `${layer.layer}@${time}:${this.rowSets.key(rows)}${readsBackward(layer) ? `, ${reading}` : ''}`,
    make: () =>
      withStates(
        stateVariable(
          layer,
          time,
          rows,
          {
            variance: this.config.analysis.noise.variance,
            aboveInput: !this.aboveDraws.has(layer.layer),
            random: noiseStream(this.config.seed, layer.layer, time),
          },
          reading,
        ),
        this.histories,
        time,
      ),
  });

  private variable(key: string, make: () => Variable): number {
    const known = this.places.get(key);
    if (known !== undefined) return known;
    const place = this.variables.push(make()) - 1;
    this.places.set(key, place);
    return place;
  }

  private add(x: number, y: number, planned: PlannedEstimate, options: Partial<EstimatorOptions> = {}): void {
    const estimator = chooseEstimator(this.config.analysis.estimator, this.variables[x], this.variables[y]);
    const own = { ...options, ...(estimator !== this.config.analysis.estimator && { estimator }) };
    this.pairs.push({ x, y, ...(Object.keys(own).length > 0 && { options: own }) });
    this.planned.push(planned);
  }
}
