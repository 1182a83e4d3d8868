export { neuralEstimate } from './neuralEstimate';
export type { NeuralEstimator } from './settings';
