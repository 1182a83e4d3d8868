/**
 * What critics of mutual information are trained with: dense layers forward and backward, Adam, and the elementwise parts of the
 * objectives, in float32. Matrices are row-major; strides are in bytes, and rows are filled up to eights with zeros.
 */
export { product, serve, stop } from './helper';
export { adam, columnSums, exponentials, logistic, pairSums, pairSumsBackward, reluBackward, softmaxRows, transpose } from './elementwise';

/** The first byte that is the caller's. */
export function base(): usize {
  return (__heap_base + 63) & ~63;
}
