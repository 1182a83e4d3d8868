import { expBelow4 } from '../shared/arithmetic';

/** Bytes of means that several rows are compared with while they are in the second-level cache of a core. */
const cached = 1 << 17;

/**
 * For rows `from` to `to` of z, standardised so that the noise has variance one: the exponent -|z_i - m_i|^2/2 of its
 * own Gaussian, the largest exponent of the others, and the sum of e^(exponent - largest) over the others; three
 * float64 per row into `out`. Sums of squares come from inner products in float64, exponentials from float32.
 * @param z [samples, columns] float64, one row to spare after the last
 * @param means [blocks][columns][8] float64, `count` of them, the last block padded
 * @param halfNorms |m_j|^2/2, [8 blocks]; infinite in the padding
 * @param scratch 2 [8 blocks] float64
 */
export function mixtureRows(
  z: usize, from: i32, to: i32, columns: i32, means: usize, halfNorms: usize, blocks: i32, scratch: usize, out: usize,
): void {
  const line = <usize>blocks << 6;
  for (let i = from; i < to; i += 2) {
    exponents(z, i, columns, means, halfNorms, blocks, scratch, line);
    for (let row = i; row < min(i + 2, to); row++) {
      const exponent = row == i ? scratch : scratch + line;
      const own = exponent + (<usize>row << 3);
      const place = out + <usize>(row - from) * 24;
      store<f64>(place, load<f64>(own));
      store<f64>(own, -Infinity);
      summed(exponent, line, 0, place + 8);
    }
  }
}

/**
 * The same against means that are none of the rows' own: the largest exponent and the sum of e^(exponent - largest);
 * two float64 a row into `out`. A mean of weight w stands with |m|^2/2 - ln w for its half norm.
 */
export function freshRows(
  z: usize, from: i32, to: i32, columns: i32, means: usize, halfNorms: usize, blocks: i32, scratch: usize, out: usize,
): void {
  const line = <usize>blocks << 6;
  for (let i = from; i < to; i += 2) {
    exponents(z, i, columns, means, halfNorms, blocks, scratch, line);
    summed(scratch, line, 0, out + <usize>(i - from) * 16);
    if (i + 1 < to) summed(scratch + line, line, 0, out + <usize>(i + 1 - from) * 16);
  }
}

/**
 * The exponents themselves, blocks * 8 float64 a row into `out`, with room there for an even number of rows. Those of
 * places that no mean has are -Infinity where the half norms there are Infinity.
 */
export function exponentRows(
  z: usize, from: i32, to: i32, columns: i32, means: usize, halfNorms: usize, blocks: i32, out: usize,
): void {
  const line = <usize>blocks << 6;
  const ofBlock = <usize>columns << 6;
  const atOnce = max(1, cached / <i32>ofBlock);
  for (let first = 0; first < blocks; first += atOnce) {
    const some = min(atOnce, blocks - first);
    const before = <usize>first << 6;
    for (let i = from; i < to; i += 2) {
      exponents(
        z, i, columns, means + <usize>first * ofBlock, halfNorms + before, some,
        out + <usize>(i - from) * line + before, line,
      );
    }
  }
}

/** Exponents of rows i and i + 1 against some means, into lines of scratch of `line` bytes. */
function exponents(
  z: usize, i: i32, columns: i32, means: usize, halfNorms: usize, blocks: i32, scratch: usize, line: usize,
): void {
  const stride = <usize>columns << 3;
  const row = z + <usize>i * stride;
  let norm0: f64 = 0, norm1: f64 = 0;
  for (let at: usize = 0; at < stride; at += 8) {
    const a = load<f64>(row + at), b = load<f64>(row + stride + at);
    norm0 += a * a;
    norm1 += b * b;
  }
  for (let block = 0; block < blocks; block++) {
    tile(
      row, stride, means + <usize>block * (stride << 3), columns, halfNorms + (<usize>block << 6), norm0 / 2,
      norm1 / 2, scratch + (<usize>block << 6), line,
    );
  }
}

/** Exponents of two rows against the eight means of a block. */
function tile(
  row: usize, stride: usize, means: usize, columns: i32, halfNorms: usize, norm0: f64, norm1: f64, out: usize,
  line: usize,
): void {
  const zero = f64x2.splat(0);
  let a0 = zero, a1 = zero, a2 = zero, a3 = zero, b0 = zero, b1 = zero, b2 = zero, b3 = zero;
  for (; columns > 0; columns--) {
    const first = v128.load64_splat(row), second = v128.load64_splat(row + stride);
    let mean = v128.load(means);
    a0 = f64x2.add(a0, f64x2.mul(first, mean)); b0 = f64x2.add(b0, f64x2.mul(second, mean));
    mean = v128.load(means, 16);
    a1 = f64x2.add(a1, f64x2.mul(first, mean)); b1 = f64x2.add(b1, f64x2.mul(second, mean));
    mean = v128.load(means, 32);
    a2 = f64x2.add(a2, f64x2.mul(first, mean)); b2 = f64x2.add(b2, f64x2.mul(second, mean));
    mean = v128.load(means, 48);
    a3 = f64x2.add(a3, f64x2.mul(first, mean)); b3 = f64x2.add(b3, f64x2.mul(second, mean));
    row += 8;
    means += 64;
  }
  const n0 = f64x2.splat(norm0), n1 = f64x2.splat(norm1);
  let half = v128.load(halfNorms);
  v128.store(out, f64x2.sub(f64x2.sub(a0, half), n0)); v128.store(out + line, f64x2.sub(f64x2.sub(b0, half), n1));
  half = v128.load(halfNorms, 16);
  v128.store(out, f64x2.sub(f64x2.sub(a1, half), n0), 16);
  v128.store(out + line, f64x2.sub(f64x2.sub(b1, half), n1), 16);
  half = v128.load(halfNorms, 32);
  v128.store(out, f64x2.sub(f64x2.sub(a2, half), n0), 32);
  v128.store(out + line, f64x2.sub(f64x2.sub(b2, half), n1), 32);
  half = v128.load(halfNorms, 48);
  v128.store(out, f64x2.sub(f64x2.sub(a3, half), n0), 48);
  v128.store(out + line, f64x2.sub(f64x2.sub(b3, half), n1), 48);
}

/**
 * The largest exponent of every line, and the sum of e^(exponent - largest): two float64 a line into `out`; and these
 * powers themselves into lines of float32.
 * @param bytes of a line of exponents, float64
 */
export function sumLines(lines: usize, count: i32, bytes: usize, powers: usize, out: usize): void {
  for (let i = 0; i < count; i++, lines += bytes, powers += bytes >> 1, out += 16) summed(lines, bytes, powers, out);
}

/**
 * For every line the sum of products of powers of two states, float64 each `step` bytes from the last: the powers of
 * the two together, relative to the product of the largest.
 * @param bytes of a line of powers, float32
 */
export function sumProducts(a: usize, b: usize, count: i32, bytes: usize, step: usize, out: usize): void {
  for (; count > 0; count--, out += step) {
    let low = f64x2.splat(0), high = low;
    for (const end = a + bytes; a < end; a += 16, b += 16) {
      const both = f32x4.mul(v128.load(a), v128.load(b));
      low = f64x2.add(low, f64x2.promote_low_f32x4(both));
      high = f64x2.add(high, f64x2.promote_low_f32x4(v128.shuffle<f32>(both, both, 2, 3, 2, 3)));
    }
    low = f64x2.add(low, high);
    store<f64>(out, f64x2.extract_lane(low, 0) + f64x2.extract_lane(low, 1));
  }
}

/** The sum of the powers at some places of a line. @param places indices, int32 */
export function sumPowers(powers: usize, places: usize, count: i32): f64 {
  let first: f64 = 0, second: f64 = 0, third: f64 = 0, fourth: f64 = 0;
  const whole = places + (<usize>(count & ~3) << 2), end = places + (<usize>count << 2);
  for (; places < whole; places += 16) {
    first += powerAt(powers, places);
    second += powerAt(powers, places + 4);
    third += powerAt(powers, places + 8);
    fourth += powerAt(powers, places + 12);
  }
  for (; places < end; places += 4) first += powerAt(powers, places);
  return first + second + (third + fourth);
}

// @ts-ignore: decorator
@inline function powerAt(powers: usize, place: usize): f64 {
  return load<f32>(powers + (<usize>load<i32>(place) << 2));
}

/**
 * The largest of the sums of two lines of exponents, less the logarithms of weights that both contain, and the sum of
 * e^(such a sum - largest), into `out`.
 * @param logWeights one line
 * @param scratch one line
 */
export function sumTogether(a: usize, b: usize, logWeights: usize, bytes: usize, scratch: usize, out: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    const both = f64x2.add(v128.load(a + at), v128.load(b + at));
    v128.store(scratch + at, f64x2.sub(both, v128.load(logWeights + at)));
  }
  summed(scratch, bytes, 0, out);
}

/**
 * The same of the exponents at some places of a line.
 * @param places indices, int32
 * @param scratch room for as many float64, and three more
 */
export function sumPicked(line: usize, places: usize, count: i32, scratch: usize, out: usize): void {
  let at = scratch;
  for (const end = places + (<usize>count << 2); places < end; places += 4, at += 8)
    store<f64>(at, load<f64>(line + (<usize>load<i32>(places) << 3)));
  for (; (at - scratch) & 31; at += 8) store<f64>(at, -Infinity);
  summed(scratch, at - scratch, 0, out);
}

/**
 * The largest of a line of exponents, and the sum of e^(exponent - largest), into `out`; and these powers, where there
 * is a place for them.
 */
function summed(line: usize, bytes: usize, powers: usize, out: usize): void {
  let most = f64x2.splat(-Infinity), other = most;
  for (let at: usize = 0; at < bytes; at += 32) {
    most = f64x2.pmax(most, v128.load(line + at));
    other = f64x2.pmax(other, v128.load(line + at, 16));
  }
  most = f64x2.pmax(most, other);
  const best = max(f64x2.extract_lane(most, 0), f64x2.extract_lane(most, 1));
  store<f64>(out, best);
  const shift = f64x2.splat(best);
  // Terms smaller by a factor of e^40 do not change the sum.
  const least = f32x4.splat(-40), zero = f32x4.splat(0);
  let low = f64x2.splat(0), high = low;
  for (let at: usize = 0; at < bytes; at += 32) {
    const left = f32x4.demote_f64x2_zero(f64x2.sub(v128.load(line + at), shift));
    const right = f32x4.demote_f64x2_zero(f64x2.sub(v128.load(line + at, 16), shift));
    const gaps = v128.shuffle<f32>(left, right, 0, 1, 4, 5);
    if (!v128.any_true(f32x4.gt(gaps, least))) {
      if (powers) v128.store(powers + (at >> 1), zero);
      continue;
    }
    const e = expBelow4(gaps);
    if (powers) v128.store(powers + (at >> 1), e);
    low = f64x2.add(low, f64x2.promote_low_f32x4(e));
    high = f64x2.add(high, f64x2.promote_low_f32x4(v128.shuffle<f32>(e, e, 2, 3, 2, 3)));
  }
  low = f64x2.add(low, high);
  store<f64>(out, f64x2.extract_lane(low, 0) + f64x2.extract_lane(low, 1), 8);
}
