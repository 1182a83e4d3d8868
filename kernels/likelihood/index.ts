/**
 * The parts of held-out and mixture likelihoods: softmax read-outs, a perceptron and steps of recurrences in float32,
 * Gaussian mixtures in float64. Pointers are byte offsets into the exported memory, which the caller lays out from
 * `base` on.
 */
export {
  exponentRows, freshRows, mixtureRows, sumLines, sumPicked, sumPowers, sumProducts, sumTogether,
} from './mixture';
export { nearStates } from './near';
export { perceptronEpoch, perceptronScores, perceptronScratch, tanhAll } from './perceptron';
export { product } from './product';
export { crossEntropy } from './softmax';
export { gruOutputs, gruReset, lstmCells, lstmOutputs, narrowed, packed, pickRows, widened } from './steps';
export { base } from '../shared/memory';
