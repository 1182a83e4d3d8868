import { exp4, madd } from '../shared/arithmetic';
import { laneMax, laneSum, storeTransposed } from '../shared/lanes';

/** The gradient of ReLU: d *= (h > 0), [rows, width] with one row stride; width in fours. */
export function reluBackward(d: usize, h: usize, row: usize, rows: i32, width: i32): void {
  const bytes = <usize>width << 2;
  for (let i = 0; i < rows; i++) {
    for (let j: usize = 0; j < bytes; j += 16) {
      v128.store(d + j, v128.and(v128.load(d + j), f32x4.gt(v128.load(h + j), f32x4.splat(0))));
    }
    d += row;
    h += row;
  }
}

/** Sums over the rows, [width]; width in fours. */
export function columnSums(a: usize, row: usize, rows: i32, width: i32, out: usize): void {
  for (let j: usize = 0; j < <usize>width << 2; j += 16) {
    let sum = f32x4.splat(0);
    for (let i: usize = 0, at = a + j; i < <usize>rows; i++, at += row) sum = f32x4.add(sum, v128.load(at));
    v128.store(out + j, sum);
  }
}

/** out [columns, rows] = in [rows, columns] transposed; both in fours. */
export function transpose(a: usize, aRow: usize, rows: i32, columns: i32, out: usize, outRow: usize): void {
  for (let i: usize = 0; i < <usize>rows; i += 4) {
    for (let j: usize = 0; j < <usize>columns; j += 4) {
      const from = a + i * aRow + (j << 2);
      const p = v128.load(from), q = v128.load(from + aRow);
      const r = v128.load(from + 2 * aRow), s = v128.load(from + 3 * aRow);
      storeTransposed(p, q, r, s, out + j * outRow + (i << 2), outRow);
    }
  }
}

/**
 * One step of Adam (Kingma and Ba 2015) along `gradient`, for the values `first` to `last` (exclusive, in fours).
 * `rate` and `epsilon` include both bias corrections.
 */
export function adamRange(
  values: usize, gradient: usize, mean: usize, square: usize, first: i32, last: i32, rate: f32, epsilon: f32,
): void {
  const beta1 = f32x4.splat(0.9), rest1 = f32x4.splat(0.1);
  const beta2 = f32x4.splat(0.999), rest2 = f32x4.splat(0.001);
  const step = f32x4.splat(rate), small = f32x4.splat(epsilon);
  for (let at = <usize>first << 2; at < <usize>last << 2; at += 16) {
    const g = v128.load(gradient + at);
    const m = madd(rest1, g, f32x4.mul(beta1, v128.load(mean + at)));
    const v = madd(rest2, f32x4.mul(g, g), f32x4.mul(beta2, v128.load(square + at)));
    v128.store(mean + at, m);
    v128.store(square + at, v);
    v128.store(
      values + at, f32x4.sub(v128.load(values + at), f32x4.div(f32x4.mul(step, m), f32x4.add(f32x4.sqrt(v), small))),
    );
  }
}

/** out [(i, j)] = relu(a [i] + c [j]), rows of the pairs one after another; width in fours. */
export function pairSums(
  a: usize, aRow: usize, countA: i32, c: usize, cRow: usize, countC: i32, width: i32, out: usize, outRow: usize,
): void {
  const bytes = <usize>width << 2;
  for (let i = 0; i < countA; i++) {
    let right = c;
    for (let j = 0; j < countC; j++) {
      for (let at: usize = 0; at < bytes; at += 16) {
        v128.store(out + at, f32x4.max(f32x4.add(v128.load(a + at), v128.load(right + at)), f32x4.splat(0)));
      }
      right += cRow;
      out += outRow;
    }
    a += aRow;
  }
}

/**
 * Gradients of the pairs (already zero where relu was off) summed into those of a (over j) and of c (over i), which
 * start from zero.
 */
export function pairSumsBackward(
  d: usize, dRow: usize, countA: i32, countC: i32, width: i32, a: usize, aRow: usize, c: usize, cRow: usize,
): void {
  const bytes = <usize>width << 2;
  for (let i = 0; i < countA; i++) memory.fill(a + <usize>i * aRow, 0, bytes);
  for (let j = 0; j < countC; j++) memory.fill(c + <usize>j * cRow, 0, bytes);
  for (let i = 0; i < countA; i++) {
    let right = c;
    for (let j = 0; j < countC; j++) {
      for (let at: usize = 0; at < bytes; at += 16) {
        const g = v128.load(d + at);
        v128.store(a + at, f32x4.add(v128.load(a + at), g));
        v128.store(right + at, f32x4.add(v128.load(right + at), g));
      }
      right += cRow;
      d += dRow;
    }
    a += aRow;
  }
}

/** out = e^(t - shift), [rows, width]; width in fours. */
export function exponentials(t: usize, out: usize, row: usize, rows: i32, width: i32, shift: f32): void {
  const bytes = <usize>width << 2;
  const less = f32x4.splat(shift);
  for (let i = 0; i < rows; i++) {
    for (let j: usize = 0; j < bytes; j += 16) v128.store(out + j, exp4(f32x4.sub(v128.load(t + j), less)));
    t += row;
    out += row;
  }
}

/** out = 1 / (1 + e^-t), [rows, width]; width in fours. */
export function logistic(t: usize, out: usize, row: usize, rows: i32, width: i32): void {
  const bytes = <usize>width << 2;
  const one = f32x4.splat(1);
  for (let i = 0; i < rows; i++) {
    for (let j: usize = 0; j < bytes; j += 16) {
      v128.store(out + j, f32x4.div(one, f32x4.add(one, exp4(f32x4.neg(v128.load(t + j))))));
    }
    t += row;
    out += row;
  }
}

/** out = the softmax of every row over its first `columns`; zero after them up to the next four. */
export function softmaxRows(t: usize, out: usize, row: usize, rows: i32, columns: i32): void {
  const bytes = <usize>((columns + 3) & ~3) << 2;
  const used = <usize>columns << 2;
  for (let i = 0; i < rows; i++) {
    for (let j = used; j < bytes; j += 4) store<f32>(t + j, -3e38);
    let most = v128.load(t);
    for (let j: usize = 16; j < bytes; j += 16) most = f32x4.max(most, v128.load(t + j));
    const top = f32x4.splat(laneMax(most));
    let sum = f32x4.splat(0);
    for (let j: usize = 0; j < bytes; j += 16) {
      const e = exp4(f32x4.sub(v128.load(t + j), top));
      v128.store(out + j, e);
      sum = f32x4.add(sum, e);
    }
    const inverse = f32x4.splat(<f32>1 / laneSum(sum));
    for (let j: usize = 0; j < bytes; j += 16) v128.store(out + j, f32x4.mul(v128.load(out + j), inverse));
    t += row;
    out += row;
  }
}
