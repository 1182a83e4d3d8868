import { layerNamed } from '../../config/layers/wholeState';
import { LayerGraph } from '../../config/layers/layerGraph';
import type { AnalysisConfig } from '../../config/schema/config';
import type { SequenceSet, Targets } from '../../data/dataset';
import { isPadded, type LagOrigin } from '../../data/realSteps';
import { headTargets } from '../../data/headTargets';
import type { EstimationPair } from '../../information/job/job';
import type { EstimatorOptions } from '../../information/types/estimate';
import type { Variable } from '../../information/types/variable';
import type { LayerActivations } from '../../models/activations';
import type { StateReading } from '../../models/stateView';
import type { ComputedFrom } from '../../result/computedFrom';
import type { Quantity } from '../../result/result';
import type { NetworkHistories } from '../measures/histories/networkRuns';
import { alsoWithEstimator, type AlsoWithPair, bareState } from './alsoWithPairs';
import { chooseEstimator } from './chooseEstimator';
import { withStates } from './histories';
import type { PlannedEstimate } from './plannedEstimate';
import { RowSets } from './rowSets';
import { outlined, type PlannedVariable, type Side } from './side';
import { SnapshotPlan } from './snapshotPlan';
import { analysedTimes } from './times';
import { readAtBothEnds } from '../sayings/informationLoss/bothEnds';
import { noiseStream, stateVariable } from './variables';

/** The analysed steps of a layer: all of them; all where it keeps a state and the last elsewhere; or only the last. */
export type Steps = 'all steps' | 'steps of states' | 'last step';

/** Whether states depend on steps behind their own. */
export const readsBackward = ({ direction = 'forward' }: LayerActivations): boolean => direction !== 'forward';

/** Collects pairs and the variables that they share; `quantities/` says which pairs there are. */
export class PlanBuilder {
  readonly rows: Int32Array;
  readonly rowSets: RowSets;
  /** The analysed steps, counted from 1. */
  readonly times: readonly number[];
  readonly last: number;
  /** Layers above a layer that samples its states. */
  private readonly aboveDraws: ReadonlySet<string>;
  /** Layers that hand on the last state of either direction. */
  private readonly endAtBothEnds: ReadonlySet<string>;
  private readonly isOfManyLengths: boolean;
  /** Layers that unroll a code of the whole sequence: every step depends on all of it. */
  private readonly seeAll: ReadonlySet<string>;
  private readonly variables: PlannedVariable[] = [];
  private readonly places = new Map<string, number>();
  private readonly pairs: EstimationPair[] = [];
  private readonly planned: PlannedEstimate[] = [];
  private readonly targets = new Map<string, Targets | undefined>();

  constructor(
    readonly config: AnalysisConfig,
    readonly set: SequenceSet,
    layers: readonly LayerActivations[],
    samples: number,
    private readonly steps: Steps,
    readonly histories?: NetworkHistories,
    /** Layers whose states are no function of the input. */
    private readonly otherStates: { has(layer: string): boolean } = new Set(),
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
    this.endAtBothEnds = readAtBothEnds({ config, data: set.targets && { target: { at: set.targets.at } } });
    this.isOfManyLengths = isPadded(set.inputs);
    this.seeAll = graph.downstreamOf(({ type }) => type === 'repeatVector');
  }

  /**
   * Where the lags of a layer's final state are counted from: the step that its direction has read last. Of a layer of
   * both directions, side by side or merged, that is either end; of sequences of one length, lags from one end are
   * those from the other too.
   */
  lagOrigins(layer: LayerActivations): readonly LagOrigin[] {
    const endsAtBoth = this.endAtBothEnds.has(layerNamed(layer.layer));
    const isOfBoth = layer.direction === 'both' || layer.direction === 'merged' || endsAtBoth;
    if (layer.length === 1 && layer.direction !== 'merged' && !endsAtBoth) return [undefined];
    if (layer.direction === 'backward') return ['start'];
    return isOfBoth && this.isOfManyLengths ? [undefined, 'start'] : [undefined];
  }

  /** Whether a layer below samples its states. */
  isAboveDraws({ layer }: Pick<LayerActivations, 'layer'>): boolean {
    return this.aboveDraws.has(layerNamed(layer));
  }

  /** Whether every step depends on the whole sequence. */
  seesAll({ layer }: Pick<LayerActivations, 'layer'>): boolean {
    return this.seeAll.has(layerNamed(layer));
  }

  plan(): SnapshotPlan {
    const { analysis, seed } = this.config;
    return new SnapshotPlan(this.variables, this.pairs, this.planned, {
      estimator: analysis.estimator,
      seed,
      neighbors: analysis.neighbors,
      noiseVariance: analysis.noise.variance,
      ...(analysis.bins !== undefined && { bins: analysis.bins }),
    });
  }

  wants(quantity: Quantity): boolean {
    return this.config.analysis.quantities?.some((wanted) => wanted === quantity) ?? true;
  }

  timesOf(layer: LayerActivations): readonly number[] {
    if (this.steps === 'last step' || layer.length === 1) return [this.last];
    return layer.recurrent || this.steps === 'all steps' ? this.times : [this.last];
  }

  /**
   * Information about a target at the end grows with every step: a state that persists through time is compared with it
   * at each of them, at the final snapshot.
   */
  targetTimes(layer: LayerActivations, at: 'every' | 'end'): readonly number[] {
    return at === 'every' || (layer.recurrent && this.steps === 'all steps') ? this.timesOf(layer) : [this.last];
  }

  targetsOf(target: string): Targets | undefined {
    if (!this.targets.has(target)) this.targets.set(target, headTargets(this.set, target));
    return this.targets.get(target);
  }

  nature(layer: LayerActivations): { of: ComputedFrom } {
    const { estimator, noise, bins } = this.config.analysis;
    if (layer.density) return { of: { kind: 'integers' } };
    if (layer.stochastic) return { of: { kind: 'ownNoise' } };
    return estimator === 'binning'
      ? { of: { kind: 'bins', ...(bins !== undefined && { count: bins }) } }
      : { of: { kind: 'declaredNoise', variance: noise.variance } };
  }

  state(layer: LayerActivations, time: number, rows: Int32Array, reading?: StateReading): number {
    return this.variable(
      this.config.analysis.estimator === 'binning'
        ? bareState(layer, time, rows, this.rowSets.key(rows), reading)
        : this.noisyState(layer, time, rows, reading),
    );
  }

  /**
   * A state to be compared with another. Between the bounds of a known conditional density the value of two states that
   * are no function of the input may be anything, since such states never come again: they are read as they are.
   */
  stateBesideState(layer: LayerActivations, time: number, rows: Int32Array): number {
    if (!this.otherStates.has(layer.layer) || this.config.analysis.estimator === 'binning')
      return this.state(layer, time, rows);
    return this.variable(this.noisyState(layer, time, rows, 'own order', false));
  }

  readonly noisyState = (
    layer: LayerActivations,
    time: number,
    rows: Int32Array,
    reading: StateReading = 'own order',
    aboveInput = !this.isAboveDraws(layer),
  ): Side => ({
    key:
      `${layer.layer}@${time}:${this.rowSets.key(rows)}${readsBackward(layer) ? `, ${reading}` : ''}` +
      (aboveInput || this.isAboveDraws(layer) ? '' : ', of more than the input'),
    rows,
    state: { layer: layer.layer, time, reading },
    make: (some, at, take) =>
      stateVariable(
        at(layer),
        time,
        some,
        {
          variance: this.config.analysis.noise.variance,
          aboveInput,
          random: noiseStream(this.config.seed, layer.layer, time),
        },
        reading,
        take,
      ),
    further: (variable, take) => withStates(variable, this.histories, time, take),
  });

  /** What kind of variable stands at a place. */
  outlineOf(place: number): Variable {
    return this.variables[place].outline;
  }

  variable(side: Side): number {
    const known = this.places.get(side.key);
    if (known !== undefined) return known;
    const place = this.variables.push(outlined(side)) - 1;
    this.places.set(side.key, place);
    return place;
  }

  add(x: number, y: number, planned: PlannedEstimate, options: Partial<EstimatorOptions> = {}): void {
    const { estimator: asked } = this.config.analysis;
    const estimator = chooseEstimator(asked, this.outlineOf(x), this.outlineOf(y));
    const own = { ...options, ...(estimator !== asked && { estimator }) };
    this.pairs.push({ x, y, ...(Object.keys(own).length > 0 && { options: own }) });
    this.planned.push(planned);
  }

  /** A pair by an additional estimator; left out where that has no form for it. */
  addBeside({ x, y, options, planned }: AlsoWithPair): void {
    const [from, to] = [this.variable(x), this.variable(y)];
    const estimator = alsoWithEstimator(options.estimator, this.outlineOf(from), this.outlineOf(to));
    if (estimator === undefined) return;
    this.pairs.push({ x: from, y: to, options: { ...options, estimator } });
    this.planned.push(planned);
  }
}
