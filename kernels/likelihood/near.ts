/**
 * The states nearer to `middle` than `reach` and their root: blocks of eight states with any, and a bit for each that
 * is. Returns how many blocks.
 * @param states [blocks][columns][8] float32
 * @param roots [8 blocks] float32
 * @param blocks which are looked at, int32, and `masks` which of their states; 0: every one of the first `count`
 * @param middle [columns] float32
 */
export function nearStates(
  states: usize, roots: usize, columns: i32, blocks: usize, masks: usize, count: i32, middle: usize, reach: f32,
  nearBlocks: usize, nearMasks: usize,
): i32 {
  const radius = f32x4.splat(reach);
  let near = 0;
  for (let n = 0; n < count; n++) {
    const block = blocks ? load<i32>(blocks + (<usize>n << 2)) : n;
    let most0 = f32x4.add(radius, v128.load(roots + (<usize>block << 5)));
    let most1 = f32x4.add(radius, v128.load(roots + (<usize>block << 5), 16));
    most0 = f32x4.mul(most0, most0);
    most1 = f32x4.mul(most1, most1);
    let sum0 = f32x4.splat(0), sum1 = sum0, column = 0, mask = 0;
    let at = states + (<usize>block * <usize>columns << 5);
    do {
      for (const end = min(column + 4, columns); column < end; column++, at += 32) {
        const value = v128.load32_splat(middle + (<usize>column << 2));
        const gap0 = f32x4.sub(v128.load(at), value), gap1 = f32x4.sub(v128.load(at, 16), value);
        sum0 = f32x4.add(sum0, f32x4.mul(gap0, gap0));
        sum1 = f32x4.add(sum1, f32x4.mul(gap1, gap1));
      }
      mask = i32x4.bitmask(f32x4.le(sum0, most0)) | (i32x4.bitmask(f32x4.le(sum1, most1)) << 4);
    } while (mask && column < columns);
    if (masks) mask &= load<i32>(masks + (<usize>n << 2));
    if (!mask) continue;
    store<i32>(nearBlocks + (<usize>near << 2), block);
    store<i32>(nearMasks + (<usize>near << 2), mask);
    near++;
  }
  return near;
}
