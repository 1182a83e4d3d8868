import { SteppedSimpleRNN } from '../../../kernels/typescript/stepped/simpleCell';
import { type Initializer, uniformBetween } from '../../../network/initializers';
import { scaleToRadius } from '../../../network/spectralRadius';
import { sizesOf } from '../stepped';
import { weightsOf } from './kernelWeights';
import { drivenBy } from './matrixCell';
import { withNoise } from './noiseAsInput';
import type { CellConfig, MakeCell, RecurrentCell } from './recurrentCell';

/**
 * Echo state network: h_t = (1 - a) h_{t-1} + a f(x_t W_in + h_{t-1} W + b), all weights drawn once and never trained
 * (Jaeger 2001; Lukosevicius 2012, eqs. 2 and 3).
 */
export const echoState: MakeCell<'echoState'> = (config) => {
  const { units, leak, activation, inputScale, biasScale } = config;
  const plan: RecurrentCell['plan'] = (x, tensors) => {
    const sizes = sizesOf(x, units);
    return {
      sizes,
      given: drivenBy(x, tensors),
      cell: ([driven, recurrent], make) => new SteppedSimpleRNN(sizes, driven, recurrent, activation, make, leak),
    };
  };
  const fixed = true;
  return {
    weights: (prefix, inputs) => [
      { name: `${prefix}/kernel`, shape: [inputs, units], initializer: uniformBetween(-inputScale, inputScale), fixed },
      { name: `${prefix}/recurrentKernel`, shape: [units, units], initializer: reservoir(config), fixed },
      { name: `${prefix}/bias`, shape: [units], initializer: uniformBetween(-biasScale, biasScale), fixed },
    ],
    plan,
    // Without a leak it is a simple recurrent layer, for which there are kernels of whole sequences.
    ...(leak === 1 && {
      run: (x, tensors, kernel, noise) =>
        withNoise((input, own) => kernel.simpleRNN(input, own, activation), x, weightsOf(tensors), noise),
    }),
  };
};

/** Gaussian weights, those that do not exist zero, scaled to the spectral radius. */
function reservoir({ spectralRadius, connectivity }: CellConfig<'echoState'>): Initializer {
  return (values, [units], random) => {
    for (let at = 0; at < values.length; at++) {
      const weight = random.normal();
      values[at] = random.uniform() < connectivity ? weight : 0;
    }
    scaleToRadius(values, units, spectralRadius);
  };
}
