/**
 * The training of critics of mutual information: dense layers forward and backward, Adam, and the elementwise parts of
 * the objectives, in float32. Matrices are row-major; strides are in bytes, and rows are padded with zeros to a
 * multiple of eight.
 */
export { adam, product, serve, stop } from './helper';
export {
  columnSums, exponentials, logistic, pairSums, pairSumsBackward, reluBackward, softmaxRows, transpose,
} from './elementwise';

// Inlined into their caller they would be compiled as one function, with worse registers.
export { tileColumns, tileFour, tileOne, tileRows } from './product';

export { base } from '../shared/memory';
