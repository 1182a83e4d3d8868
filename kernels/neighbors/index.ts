/**
 * Nearest-neighbour kernels over distances in float32. Pointers are byte offsets into the exported memory, which the
 * caller lays out from `base` on. Points come packed in blocks of eight, [block][column][8], the last block padded with
 * infinities, so that distances to the padding are infinite. A matrix row has the distances from one point to all,
 * infinite to itself and to the padding.
 */
export { base } from '../shared/memory';

export { matrix, rows } from './distances';
export { balls } from './balls';
