import { blockGRU } from './native/gru';
import { blockLSTM } from './native/lstm';
import { steppedSimpleRNN } from './native/simpleRNN';
import type { RecurrentKernel } from './recurrentKernel';

/** TensorFlow's own fused operations, through the native backend. */
export const tensorflowKernel: RecurrentKernel = {
  name: 'tensorflow',
  supports: (backend) => backend === 'tensorflow',
  simpleRNN: steppedSimpleRNN,
  lstm: (x, weights) => blockLSTM(x, weights),
  peepholeLSTM: blockLSTM,
  gru: blockGRU,
};
