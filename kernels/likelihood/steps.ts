/**
 * What a step of a recurrence does beside its product and its tanh, for `count` rows: states are float64 rows, sums are
 * float32 rows `stride` bytes apart. The sum of a sigmoid was halved: with t its tanh the sigmoid is (1 + t) / 2.
 */

/** Copies the row of each symbol, int32. @param stride of rows and sums, a multiple of 16 */
export function pickRows(rows: usize, symbols: usize, count: i32, stride: usize, sums: usize): void {
  for (; count > 0; count--, symbols += 4, sums += stride)
    memory.copy(sums, rows + <usize>load<i32>(symbols) * stride, stride);
}

/** The first `units` numbers of states `width` bytes apart, side by side in float32. */
export function narrowed(states: usize, width: usize, count: i32, units: i32, out: usize): void {
  for (; count > 0; count--, states += width) {
    for (let at = states, end = states + (<usize>units << 3); at < end; at += 8, out += 4)
      store<f32>(out, <f32>load<f64>(at));
  }
}

/** The first `units` sums of each row as states side by side. */
export function widened(sums: usize, stride: usize, count: i32, units: i32, out: usize): void {
  for (; count > 0; count--, sums += stride) {
    for (let at = sums, end = sums + (<usize>units << 2); at < end; at += 4, out += 8)
      store<f64>(out, <f64>load<f32>(at));
  }
}

/** c' = f c + i g of states h, c from gates i, f, g, o; and once more in `cells`, float32. */
export function lstmCells(
  sums: usize, stride: usize, before: usize, count: i32, units: i32, after: usize, cells: usize,
): void {
  const line = <usize>units << 2, half = line << 1;
  // Of a state the cells are the second half.
  before += half;
  after += half;
  for (; count > 0; count--, sums += stride, before += half << 1, after += half << 1) {
    let j: usize = 0;
    for (; j + 8 <= line; j += 8, cells += 8) {
      const kept = f64x2.mul(sigmoids(sums + line + j), v128.load(before + (j << 1)));
      const cell = f64x2.add(kept, f64x2.mul(sigmoids(sums + j), pair(sums + 2 * line + j)));
      v128.store(after + (j << 1), cell);
      v128.store64_lane(cells, f32x4.demote_f64x2_zero(cell), 0);
    }
    for (; j < line; j += 4, cells += 4) {
      const kept = sigmoid(sums + line + j) * load<f64>(before + (j << 1));
      const cell = kept + sigmoid(sums + j) * <f64>load<f32>(sums + 2 * line + j);
      store<f64>(after + (j << 1), cell);
      store<f32>(cells, <f32>cell);
    }
  }
}

/** h' = o tanh c'. @param squashed tanh c', float32 */
export function lstmOutputs(
  sums: usize, stride: usize, squashed: usize, count: i32, units: i32, after: usize,
): void {
  const line = <usize>units << 2;
  for (; count > 0; count--, sums += stride, after += line << 2) {
    const gate = sums + 3 * line;
    let j: usize = 0;
    for (; j + 8 <= line; j += 8, squashed += 8)
      v128.store(after + (j << 1), f64x2.mul(sigmoids(gate + j), pair(squashed)));
    for (; j < line; j += 4, squashed += 4)
      store<f64>(after + (j << 1), sigmoid(gate + j) * <f64>load<f32>(squashed));
  }
}

/** Copies `units` float32 numbers of each row, from `sums` on, side by side. */
export function packed(sums: usize, stride: usize, count: i32, units: i32, out: usize): void {
  const line = <usize>units << 2;
  for (; count > 0; count--, sums += stride, out += line) memory.copy(out, sums, line);
}

/** r h, side by side in float32. @param reset tanh of the halved sums of r, side by side */
export function gruReset(reset: usize, before: usize, numbers: i32, out: usize): void {
  for (; numbers > 0; numbers--, reset += 4, before += 8, out += 4)
    store<f32>(out, <f32>(sigmoid(reset) * load<f64>(before)));
}

/** h' = z h + (1 - z) g. @param second bytes from a row's z to its g */
export function gruOutputs(
  sums: usize, stride: usize, second: usize, before: usize, count: i32, units: i32, after: usize,
): void {
  const line = <usize>units << 2;
  for (; count > 0; count--, sums += stride)
    for (let j: usize = 0; j < line; j += 4, before += 8, after += 8) {
      const update = sigmoid(sums + j);
      store<f64>(after, update * load<f64>(before) + (1 - update) * <f64>load<f32>(sums + second + j));
    }
}

// @ts-ignore: decorator
@inline function sigmoid(at: usize): f64 {
  return 0.5 + 0.5 * <f64>load<f32>(at);
}

// @ts-ignore: decorator
@inline function pair(at: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(at));
}

// @ts-ignore: decorator
@inline function sigmoids(at: usize): v128 {
  const half = f64x2.splat(0.5);
  return f64x2.add(half, f64x2.mul(half, pair(at)));
}
