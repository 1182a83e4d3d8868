import { LayerGraph, namedSkips } from '../../config/layers/layerGraph';
import { headsOf } from '../../config/layers/heads';
import { isStepwiseType } from '../../config/layers/layerTraits';
import type { AnalysisConfig } from '../../config/schema/config';
import type { SequenceSet } from '../../data/dataset';
import { headTargets } from '../../data/headTargets';
import { z95 } from '../../information/numerics/special';
import { isHighCertified } from '../../information/types/assumption';
import { meanAndVariance } from '../../information/types/measurement';
import type { LayerActivations } from '../../models/activations';
import { holds } from '../../models/stateIndex';
import { isMain } from '../../result/subject';
import { analysedTimes, rowsWithTarget } from '../plan/times';
import { noiseStream, stateVariable, stepVariable } from '../plan/variables';
import type { NetworkRuns } from './histories/networkRuns';
import type { NatsEstimate } from './natsEstimate';
import { logSumExp } from '../../information/numerics/logSums';

/** What the network itself reads from a noisy state about a head's target: at most I(H;Y). */
export interface HeadFloor {
  readonly layer: string;
  readonly target: string;
  readonly time: number;
  readonly nats: number;
  readonly low: number;
}

/**
 * I(H;Y) >= H(Y) - E[-ln q(Y|H)] for every density q (Barber and Agakov 2003): q is the rest of the network, run on the
 * state with its noise. It reads Y from H_t alone where every layer from H to the head keeps no state and reads nothing
 * else. The entropy is that of the frequencies, which is on average at most H(Y). The interval is that of the mean of
 * ln q(y|h) - ln p(y) over sequences that the network was not trained on.
 * @param states those at hand: other steps are left out
 * @param final also at the steps before the last
 */
export async function headFloors(
  config: AnalysisConfig,
  set: SequenceSet,
  states: readonly LayerActivations[],
  final: boolean,
  runs: Pick<NetworkRuns, 'logitsOf'>,
): Promise<HeadFloor[]> {
  const floors: HeadFloor[] = [];
  for (const { index, target } of headsOf(config.model.layers)) {
    const targets = headTargets(set, target);
    if (targets?.symbols === undefined) continue;
    for (const { layer: name, way } of waysTo(config, index)) {
      const layer = states.find((one) => one.layer === name);
      if (!layer || (layer.length < targets.length && target !== 'Y')) continue;
      const last = set.inputs.length;
      const times = targets.at === 'end' || layer.length === 1 || !final ? [last] : analysedTimes(last);
      for (const time of times.filter((one) => holds(layer, one))) {
        const every = Int32Array.from({ length: layer.samples }, (_, i) => i);
        const rows = rowsWithTarget(targets, time, every);
        if (rows.length < 2) continue;
        const random = noiseStream(config.seed, name, time);
        const noise = { variance: config.analysis.noise.variance, aboveInput: true, random };
        const { values } = stateVariable(layer, time, rows, noise);
        const logits = await runs.logitsOf(way, Float32Array.from(values), rows.length);
        const symbols = stepVariable(target, targets, targets.at === 'end' ? 1 : time, rows).values;
        floors.push({ layer: name, target, time, ...floorOf(logits, symbols) });
      }
    }
  }
  return floors;
}

/** Layers from which one step reaches a head through no other step and no other layer, with the way there. */
export function waysTo({ model: { layers } }: AnalysisConfig, head: number): { layer: string; way: number[] }[] {
  const { reads } = new LayerGraph(layers);
  const ways: { layer: string; way: number[] }[] = [];
  const way: number[] = [];
  for (let at = head; at >= 0; at = reads[at]) {
    // A critic hands on the values that it reads, and looks at others as well.
    if (layers[at].type === 'infomax') continue;
    if (way.length > 0) ways.push({ layer: layers[at].name, way: [...way] });
    if (!isStepwiseType(layers[at].type) || namedSkips(layers[at]).length > 0) break;
    way.unshift(at);
  }
  return ways;
}

function floorOf(logits: Float32Array, symbols: Float64Array): { nats: number; low: number } {
  const samples = symbols.length;
  const classes = logits.length / samples;
  const counts = new Float64Array(classes);
  for (const symbol of symbols) counts[symbol]++;
  const gains = symbols.map((symbol, i) => {
    const row = logits.subarray(i * classes, (i + 1) * classes);
    return row[symbol] - logSumExp(row) - Math.log(counts[symbol] / samples);
  });
  const { mean, variance } = meanAndVariance(gains);
  return { nats: mean, low: mean - z95 * Math.sqrt(variance / samples) };
}

/** The estimates of I(H;Y), raised to what the network itself reads from the state where that is more. */
export const withHeadFloors = (estimates: readonly NatsEstimate[], floors: readonly HeadFloor[]): NatsEstimate[] =>
  estimates.map((estimate) => {
    if (estimate.quantity !== 'outputInformation' || !isMain(estimate)) return estimate;
    const floor = floors.find(
      ({ layer, target, time }) => layer === estimate.source && target === estimate.target && time === estimate.time,
    );
    if (!floor || floor.low <= estimate.low) return estimate;
    if (floor.nats <= estimate.value) return { ...estimate, low: floor.low, high: Math.max(estimate.high, floor.low) };
    const { warnings, assumes, certified, reason, ...rest } = estimate;
    // An upper end that only a model gives was below what there is.
    const high = isHighCertified(estimate) ? Math.max(estimate.high, floor.nats) : Infinity;
    return { ...rest, value: floor.nats, low: floor.low, high, estimator: 'decoder', bound: 'lower' };
  });
