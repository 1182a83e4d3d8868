import { exp4 } from '../shared/arithmetic';
import { laneMax, pairedLaneSum } from '../shared/lanes';
import { product } from './product';

/** Rows computed at once: with their scores they stay in the nearest cache. */
const BLOCK: i32 = 128;

/**
 * Replaces scores [rows, classes] by the gradient of -ln q(label): the probabilities, minus one at the label. Returns
 * the sum of -ln q(label). `classes` is in fours, and `mask` [classes] is 0, or -1e30 for a padding class.
 */
export function softmaxPulls(scores: usize, rows: i32, classes: i32, mask: usize, labels: usize): f64 {
  const row = <usize>classes << 2;
  let loss: f64 = 0;
  // One logarithm for eight rows: a total is at most the number of classes, so the product does not overflow.
  let totals: f64 = 1;
  for (let i = 0; i < rows; i++) {
    const own = scores + (<usize>load<i32>(labels) << 2);
    let most = f32x4.splat(-3e38);
    for (let at: usize = 0; at < row; at += 16) {
      const masked = f32x4.add(v128.load(scores + at), v128.load(mask + at));
      v128.store(scores + at, masked);
      most = f32x4.max(most, masked);
    }
    const best = laneMax(most);
    loss -= load<f32>(own) - best;
    const shift = f32x4.splat(best);
    let sum = f32x4.splat(0);
    for (let at: usize = 0; at < row; at += 16) {
      const e = exp4(f32x4.sub(v128.load(scores + at), shift));
      v128.store(scores + at, e);
      sum = f32x4.add(sum, e);
    }
    const total = pairedLaneSum(sum);
    totals *= total;
    if ((i & 7) == 7) {
      loss += Math.log(totals);
      totals = 1;
    }
    const inverse = f32x4.splat(<f32>1 / total);
    for (let at: usize = 0; at < row; at += 16) v128.store(scores + at, f32x4.mul(v128.load(scores + at), inverse));
    store<f32>(own, load<f32>(own) - 1);
    scores += row;
    labels += 4;
  }
  return loss + Math.log(totals);
}

/**
 * Adds to `gradient` [width, classes] the gradient of the summed cross-entropy of a softmax read-out with weights
 * [width, classes] of rows [count, width], and returns that sum. Width and classes in fours; `scores` has space for
 * BLOCK + 4 rows. Memory after the rows may be read.
 */
export function crossEntropy(
  rows: usize, count: i32, width: i32, labels: usize, weights: usize, classes: i32, mask: usize, scores: usize,
  gradient: usize,
): f64 {
  const stride = <usize>width << 2;
  const across = <usize>classes << 2;
  let loss: f64 = 0;
  for (let start = 0; start < count; start += BLOCK) {
    const some = min(BLOCK, count - start);
    product((some + 3) & ~3, classes, width, rows, stride, 4, weights, across, scores, across, false);
    loss += softmaxPulls(scores, some, classes, mask, labels);
    product(width, classes, some, rows, 4, stride, scores, across, gradient, across, true);
    rows += <usize>some * stride;
    labels += <usize>some << 2;
  }
  return loss;
}
