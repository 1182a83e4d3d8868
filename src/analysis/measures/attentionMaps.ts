import type { LayerActivations } from '../../models/activations';
import type { AttentionMap, AttentionPeak, PassedSteps, Unit } from '../../result/result';
import { natsIn } from '../../result/units';

/** A chart cannot show more rows and columns than this legibly; longer sequences are shown by blocks of steps. */
const mostBlocks = 48;
/**
 * At least this share of the steps must be able to look a distance away before it counts as the layer's main distance:
 * the first step can only look at itself.
 */
const leastShare = 0.25;
/** Weights are only drawn, so that few decimals are enough. */
const decimals = 4;

/** What a bottleneck lets through, nats. */
type NatsPassed = Omit<PassedSteps, 'unit'>;

/** A map whose amounts are in nats. */
export interface NatsAttentionMap extends Omit<AttentionMap, 'passed'> {
  readonly passed?: NatsPassed;
}

export const attentionInUnit = ({ passed, ...map }: NatsAttentionMap, unit: Unit): AttentionMap => ({
  ...map,
  ...(passed && {
    passed: {
      ...passed,
      unit,
      steps: passed.steps.map((nats) => Number(natsIn(unit, nats).toFixed(decimals))),
      total: natsIn(unit, passed.total),
    },
  }),
});

/** The attention weights of each attention layer at one epoch. */
export function attentionMaps(epoch: number, layers: readonly LayerActivations[]): NatsAttentionMap[] {
  return layers.flatMap(({ layer, attention, headAttention, length, samples, stepNats }) => {
    if (!attention) return [];
    const ends = blockEnds(length);
    const size = length * length;
    const heads =
      headAttention &&
      Array.from({ length: headAttention.length / size }, (_, head) =>
        headAttention.subarray(head * size, (head + 1) * size),
      );
    return [
      {
        layer,
        epoch,
        samples,
        steps: ends,
        weights: inBlocks(attention, length, ends),
        peak: peakOf(attention, length),
        ...(stepNats && { passed: passedOf(stepNats, samples, length, ends) }),
        ...(heads && {
          heads: heads.map((one) => ({ weights: inBlocks(one, length, ends), peak: peakOf(one, length) })),
        }),
      },
    ];
  });
}

/** The last step (from 1) of each block of steps; every step is a block of its own where they are few. */
export function blockEnds(length: number): number[] {
  const count = Math.min(length, mostBlocks);
  return Array.from({ length: count }, (_, i) => Math.round(((i + 1) * length) / count));
}

/**
 * [looking block][looked-at block]: the mean over the looking steps of their weight on all steps of the other block, so
 * that rows still add up to 1.
 */
function inBlocks(weights: Float32Array, length: number, ends: readonly number[]): number[][] {
  const firsts = [0, ...ends];
  return ends.map((end, row) =>
    ends.map((other, column) => {
      let sum = 0;
      for (let t = firsts[row]; t < end; t++) {
        for (let s = firsts[column]; s < other; s++) sum += weights[t * length + s];
      }
      return Number((sum / (end - firsts[row])).toFixed(decimals));
    }),
  );
}

/** The distance with the largest mean weight, over all steps that have a step at that distance. */
export function peakOf(weights: Float32Array, length: number): AttentionPeak {
  let best: AttentionPeak = { back: 0, weight: -1 };
  for (let back = 0; length - back >= Math.max(1, leastShare * length); back++) {
    for (const signed of back === 0 ? [0] : [back, -back]) {
      let sum = 0;
      for (let t = Math.max(0, signed); t < Math.min(length, length + signed); t++)
        sum += weights[t * length + t - signed];
      const weight = sum / (length - back);
      if (weight > best.weight) best = { back: signed, weight };
    }
  }
  return { ...best, weight: Number(best.weight.toFixed(decimals)) };
}

/** What each block of steps lets through, a mean over the samples of `stepNats` [samples, length]. */
function passedOf(stepNats: Float32Array, samples: number, length: number, ends: readonly number[]): NatsPassed {
  const firsts = [0, ...ends];
  const sums = ends.map((end, block) => {
    let sum = 0;
    for (let i = 0; i < samples; i++) for (let t = firsts[block]; t < end; t++) sum += stepNats[i * length + t];
    return sum / samples;
  });
  const total = sums.reduce((sum, each) => sum + each, 0);
  const largest = Math.max(...sums);
  return { steps: sums, total, largestShare: total > 0 ? largest / total : 0, largestAt: ends[sums.indexOf(largest)] };
}
