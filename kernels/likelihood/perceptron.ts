import { product } from './product';
import { softmaxPulls } from './softmax';
import { tanh4 } from './tanh';

/** Hidden units; a hidden row ends with a constant and is padded to a multiple of four. */
const UNITS: i32 = 32;
const HIDDEN: i32 = UNITS + 4;
const BATCH: i32 = 32;
/** Bytes of a row of hidden units alone, and with the constant and padding after them. */
const UNIT_ROW: usize = 128;
const HIDDEN_ROW: usize = 144;

/** Bytes of scratch for one batch. */
export function perceptronScratch(width: i32, classes: i32): i32 {
  return (BATCH * (1 + width + HIDDEN + UNITS + classes) + UNITS * classes + width * UNITS + HIDDEN * classes) << 2;
}

/** Replaces every value by its tanh; count in fours. */
export function tanhAll(values: usize, count: i32): void {
  const end = values + (<usize>count << 2);
  for (; values < end; values += 16) v128.store(values, tanh4(v128.load(values)));
}

/** hidden [count, HIDDEN] of rows [count, width], count in fours. */
function hiddenUnits(rows: usize, count: i32, width: i32, weights: usize, hidden: usize): void {
  product(count, UNITS, width, rows, <usize>width << 2, 4, weights, UNIT_ROW, hidden, HIDDEN_ROW, false);
  for (let i = 0; i < count; i++) {
    for (let at: usize = 0; at < UNIT_ROW; at += 16) v128.store(hidden + at, tanh4(v128.load(hidden + at)));
    v128.store(hidden, f32x4(1, 0, 0, 0), UNIT_ROW);
    hidden += HIDDEN_ROW;
  }
}

/** Scores [count, classes] of rows [count, width], count in fours; `scratch` has space for `count` hidden rows. */
export function perceptronScores(
  rows: usize, count: i32, width: i32, weights: usize, classes: i32, scratch: usize, scores: usize,
): void {
  hiddenUnits(rows, count, width, weights, scratch);
  product(
    count, classes, HIDDEN, scratch, HIDDEN_ROW, 4, weights + (<usize>(width * UNITS) << 2), <usize>classes << 2,
    scores, <usize>classes << 2, false,
  );
}

/**
 * One pass of Adam (Kingma and Ba 2015) over the rows in `order`, without rows [from, to), in batches of BATCH. Weights
 * are [width, UNITS] and [HIDDEN, classes], one after the other, `mean` and `square` likewise; `powers` holds beta1^t
 * and beta2^t.
 */
export function perceptronEpoch(
  rows: usize, width: i32, order: usize, count: i32, from: i32, to: i32, labels: usize, weights: usize, mean: usize,
  square: usize, powers: usize, classes: i32, mask: usize, scratch: usize, rate: f64, decay: f32,
): void {
  const stride = <usize>width << 2;
  const ownLabels = scratch;
  const batch = ownLabels + (BATCH << 2);
  const rest = batch + <usize>BATCH * stride;
  let filled = 0;
  for (let at = 0; at < count; at++) {
    const row = load<i32>(order + (<usize>at << 2));
    if (row >= from && row < to) continue;
    memory.copy(batch + <usize>filled * stride, rows + <usize>row * stride, stride);
    store<i32>(ownLabels + (<usize>filled << 2), load<i32>(labels + (<usize>row << 2)));
    if (++filled == BATCH) {
      step(batch, filled, width, ownLabels, weights, mean, square, powers, classes, mask, rest, rate, decay);
      filled = 0;
    }
  }
  if (filled > 0) {
    step(batch, filled, width, ownLabels, weights, mean, square, powers, classes, mask, rest, rate, decay);
  }
}

function step(
  batch: usize, count: i32, width: i32, labels: usize, weights: usize, mean: usize, square: usize, powers: usize,
  classes: i32, mask: usize, scratch: usize, rate: f64, decay: f32,
): void {
  const full = (count + 3) & ~3;
  const across = <usize>classes << 2;
  const stride = <usize>width << 2;
  const outputs = weights + (<usize>(width * UNITS) << 2);
  const hidden = scratch;
  const scores = hidden + <usize>BATCH * HIDDEN_ROW;
  const back = scores + <usize>BATCH * across;
  const turned = back + <usize>BATCH * UNIT_ROW;
  const gradient = turned + <usize>UNITS * across;
  const outputGradient = gradient + (<usize>(width * UNITS) << 2);
  hiddenUnits(batch, full, width, weights, hidden);
  product(full, classes, HIDDEN, hidden, HIDDEN_ROW, 4, outputs, across, scores, across, false);
  softmaxPulls(scores, count, classes, mask, labels);
  if (full > count) memory.fill(scores + <usize>count * across, 0, <usize>(full - count) * across);
  product(HIDDEN, classes, count, hidden, 4, HIDDEN_ROW, scores, across, outputGradient, across, false);
  for (let c = 0; c < classes; c++) {
    for (let u = 0; u < UNITS; u++) {
      const weight = load<f32>(outputs + (<usize>(u * classes + c) << 2));
      store<f32>(turned + (<usize>(c * UNITS + u) << 2), weight);
    }
  }
  product(full, UNITS, classes, scores, across, 4, turned, UNIT_ROW, back, UNIT_ROW, false);
  const one = f32x4.splat(1);
  for (let i: usize = 0; i < <usize>count; i++) {
    const h = hidden + i * HIDDEN_ROW, d = back + i * UNIT_ROW;
    for (let at: usize = 0; at < UNIT_ROW; at += 16) {
      const unit = v128.load(h + at);
      v128.store(d + at, f32x4.mul(v128.load(d + at), f32x4.sub(one, f32x4.mul(unit, unit))));
    }
  }
  product(width, UNITS, count, batch, 4, stride, back, UNIT_ROW, gradient, UNIT_ROW, false);
  adam(weights, gradient, mean, square, powers, width * UNITS + HIDDEN * classes, <f32>1 / <f32>count, rate, decay);
}

function adam(
  weights: usize, gradient: usize, mean: usize, square: usize, powers: usize, size: i32, scale: f32, rate: f64,
  decay: f32,
): void {
  const first = load<f64>(powers) * 0.9, second = load<f64>(powers, 8) * 0.999;
  store<f64>(powers, first);
  store<f64>(powers, second, 8);
  const length = f32x4.splat(<f32>((rate * Math.sqrt(1 - second)) / (1 - first)));
  const scales = f32x4.splat(scale), decays = f32x4.splat(decay), small = f32x4.splat(1e-8);
  const keep1 = f32x4.splat(0.9), take1 = f32x4.splat(0.1), keep2 = f32x4.splat(0.999), take2 = f32x4.splat(0.001);
  for (let at: usize = 0; at < <usize>size << 2; at += 16) {
    const weight = v128.load(weights + at);
    const slope = f32x4.add(f32x4.mul(v128.load(gradient + at), scales), f32x4.mul(decays, weight));
    const m = f32x4.add(f32x4.mul(keep1, v128.load(mean + at)), f32x4.mul(take1, slope));
    const s = f32x4.add(f32x4.mul(keep2, v128.load(square + at)), f32x4.mul(take2, f32x4.mul(slope, slope)));
    v128.store(mean + at, m);
    v128.store(square + at, s);
    v128.store(weights + at, f32x4.sub(weight, f32x4.div(f32x4.mul(length, m), f32x4.add(f32x4.sqrt(s), small))));
  }
}
