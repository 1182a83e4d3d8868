import { tileWidth } from './product';

/**
 * W, whose element (k, f) is at source + k * kStride + f * fStride bytes, into rows from ... from + k - 1 of a packed
 * matrix of `total` rows (two matrices stacked are packed one after the other). Each thread packs its share of the
 * tiles.
 */
export function pack(
  source: usize, kStride: i32, fStride: i32, k: i32, f: i32, target: usize, from: i32, total: i32, thread: i32,
  threads: i32,
): void {
  let tile = 0;
  for (let j = 0; j < f; tile++) {
    const width = tileWidth(j, f);
    if (tile % threads == thread) {
      let out = target + (<usize>(j * total + from * width) << 2);
      let row = source + j * fStride;
      for (let i = 0; i < k; i++) {
        let element = row;
        for (let l = 0; l < width; l++) {
          store<f32>(out, load<f32>(element));
          out += 4;
          element += fStride;
        }
        row += kStride;
      }
    }
    j += width;
  }
}
