import { Random } from '../../base/random';
import type { AnalysisConfig } from '../../config/schema/config';
import type { SequenceSet } from '../../data/dataset';
import type { EstimatorOptions } from '../../information/estimate';
import type { EstimationJob, EstimationPair } from '../../information/job';
import type { Variable } from '../../information/variable';
import type { LayerActivations } from '../../models/activations';
import type { Quantity } from '../result';
import { chooseEstimator } from './chooseEstimator';
import { analysedTimes, rowsWithTarget } from './times';
import { prefixVariable, stateVariable, stepVariable } from './variables';

/** What an estimate will be of, before its number is known. */
export interface PlannedEstimate {
  readonly quantity: Quantity;
  readonly source: string;
  readonly target: string;
  readonly time?: number;
  readonly lag?: number;
  /** What makes the quantity finite: 'state + N(0, 0.01)'. */
  readonly of?: string;
}

export interface SnapshotPlan {
  readonly job: EstimationJob;
  /** One for each pair of the job, in the same order. */
  readonly planned: readonly PlannedEstimate[];
}

/**
 * Which mutual informations to estimate of one snapshot's activations. Variables are shared between pairs, so that what a variable needs is
 * computed once. Layers that keep no state are followed through time at the `final` snapshot alone; before it their last step is enough to
 * draw the information plane.
 */
export function planSnapshot(config: AnalysisConfig, set: SequenceSet, layers: readonly LayerActivations[], samples: number, final: boolean): SnapshotPlan {
  const builder = new PlanBuilder(config, set, layers, samples, final);
  for (const [index, layer] of layers.entries()) {
    builder.inputInformation(layer);
    builder.outputInformation(layer);
    if (layer.recurrent) builder.historyInformation(layer);
    if (layer.recurrent || layer.stochastic) builder.memory(layer);
    for (const later of layers.slice(index + 1)) builder.layerInformation(layer, later);
  }
  return builder.plan();
}

class PlanBuilder {
  private readonly variables: Variable[] = [];
  private readonly places = new Map<string, number>();
  private readonly pairs: EstimationPair[] = [];
  private readonly planned: PlannedEstimate[] = [];
  private readonly rows: Int32Array;
  private readonly times: readonly number[];
  private readonly last: number;
  private readonly random: Random;
  /** Layers with a layer below them whose states are draws. */
  private readonly aboveDraws: ReadonlySet<string>;

  constructor(private readonly config: AnalysisConfig, private readonly set: SequenceSet, layers: readonly LayerActivations[], samples: number, private readonly final: boolean) {
    this.rows = Int32Array.from({ length: samples }, (_, i) => i);
    this.last = set.inputs.length;
    this.times = analysedTimes(this.last);
    this.random = new Random(config.seed).fork('declared noise');
    this.aboveDraws = new Set(layers.filter((_, i) => layers.slice(0, i).some((below) => below.stochastic)).map(({ layer }) => layer));
  }

  plan(): SnapshotPlan {
    const { analysis, seed } = this.config;
    const options: EstimatorOptions = {
      estimator: analysis.estimator, seed, neighbors: analysis.neighbors, noiseVariance: analysis.noise.variance,
      ...(analysis.bins !== undefined && { bins: analysis.bins }),
    };
    return { job: { variables: this.variables, pairs: this.pairs, options }, planned: this.planned };
  }

  inputInformation(layer: LayerActivations): void {
    if (!this.wants('inputInformation')) return;
    // Above a draw p(h|x) has no closed form, and a long block of symbols is different in every sample: no estimator would say anything true.
    if (this.aboveDraws.has(layer.layer) && this.set.inputs.symbols && this.last > 2) return;
    for (const time of this.timesOf(layer)) {
      const state = this.state(layer, time, this.rows);
      // With p(h|x) known the input itself is never looked at, whatever its dimension: one step stands for all of X_{1:t}.
      const known = this.variables[state].conditional !== undefined && this.config.analysis.estimator === 'auto';
      const input = known
        ? this.variable('X', () => stepVariable('X', this.set.inputs, 1, this.rows))
        : this.variable(`X1:${time}`, () => prefixVariable('X', this.set.inputs, time, this.rows));
      this.add(input, state, { quantity: 'inputInformation', source: 'X', target: layer.layer, time, ...this.nature(layer) });
    }
  }

  outputInformation(layer: LayerActivations): void {
    const { targets } = this.set;
    if (!targets || !this.wants('outputInformation')) return;
    for (const time of this.targetTimes(layer, targets.at)) {
      const rows = rowsWithTarget(targets, time, this.rows);
      if (rows.length < 2) continue;
      const state = this.state(layer, time, rows);
      const step = targets.at === 'end' ? 1 : time;
      const target = this.variable(`Y@${step}:${rows.length}`, () => stepVariable('Y', targets, step, rows));
      this.add(state, target, { quantity: 'outputInformation', source: layer.layer, target: 'Y', time, ...this.nature(layer) });
    }
  }

  historyInformation(layer: LayerActivations): void {
    if (layer.length < 2 || !this.wants('historyInformation')) return;
    for (const time of this.times) {
      if (time < 2) continue;
      this.add(this.state(layer, time - 1, this.rows), this.state(layer, time, this.rows),
        { quantity: 'historyInformation', source: layer.layer, target: layer.layer, time, ...this.nature(layer) });
    }
  }

  memory(layer: LayerActivations): void {
    if (!this.wants('memory')) return;
    const state = this.state(layer, this.last, this.rows);
    for (const time of this.times) {
      const lag = this.last - time;
      const input = this.variable(`X@${time}`, () => stepVariable('X_t', this.set.inputs, time, this.rows));
      this.add(input, state, { quantity: 'memory', source: 'X', target: layer.layer, time: this.last, lag, ...this.nature(layer) });
    }
  }

  layerInformation(layer: LayerActivations, later: LayerActivations): void {
    if (!this.wants('layerInformation')) return;
    this.add(this.state(layer, this.last, this.rows), this.state(later, this.last, this.rows),
      { quantity: 'layerInformation', source: layer.layer, target: later.layer, time: this.last, ...this.nature(layer) });
  }

  private wants(quantity: NonNullable<AnalysisConfig['analysis']['quantities']>[number]): boolean {
    return this.config.analysis.quantities?.includes(quantity) ?? true;
  }

  private timesOf(layer: LayerActivations): readonly number[] {
    return layer.length > 1 && (layer.recurrent || this.final) ? this.times : [this.last];
  }

  /** A target at the end is known a little more with every step: a state that lives through time is held against it at each of them, in the end. */
  private targetTimes(layer: LayerActivations, at: 'every' | 'end'): readonly number[] {
    return at === 'every' || (layer.recurrent && this.final) ? this.timesOf(layer) : [this.last];
  }

  private nature(layer: LayerActivations): { of: string } {
    const { estimator, noise, bins } = this.config.analysis;
    if (layer.stochastic) return { of: 'state with its own noise' };
    return estimator === 'binning' ? { of: bins === undefined ? 'state in bins' : `state in ${bins} bins a unit` } : { of: `state + N(0, ${noise.variance})` };
  }

  private state(layer: LayerActivations, time: number, rows: Int32Array): number {
    const { estimator, noise } = this.config.analysis;
    return this.variable(`${layer.layer}@${time}:${rows.length}`, () => stateVariable(layer, time, rows,
      estimator === 'binning' ? undefined : { variance: noise.variance, aboveInput: !this.aboveDraws.has(layer.layer), random: this.random.fork(`${layer.layer}@${time}`) }));
  }

  private variable(key: string, make: () => Variable): number {
    const known = this.places.get(key);
    if (known !== undefined) return known;
    const place = this.variables.push(make()) - 1;
    this.places.set(key, place);
    return place;
  }

  private add(x: number, y: number, planned: PlannedEstimate): void {
    const estimator = chooseEstimator(this.config.analysis.estimator, this.variables[x], this.variables[y]);
    this.pairs.push({ x, y, ...(estimator !== this.config.analysis.estimator && { options: { estimator } }) });
    this.planned.push(planned);
  }
}
