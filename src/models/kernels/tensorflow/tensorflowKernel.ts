import { blockGRU } from './gru';
import { blockLSTM } from './lstm';
import { steppedGRU } from './resetAfterGRU';
import { steppedSimpleRNN } from './simpleRNN';
import type { RecurrentKernel } from '../recurrentKernel';

/** TensorFlow's own fused operations, through the native backend. */
export const tensorflowKernel: RecurrentKernel = {
  name: 'tensorflow',
  supports: (backend) => backend === 'tensorflow',
  simpleRNN: steppedSimpleRNN,
  lstm: (x, weights) => blockLSTM(x, weights),
  peepholeLSTM: blockLSTM,
  gru: blockGRU,
  resetAfterGRU: steppedGRU,
};
