import * as z from 'zod';
import { input, name, residual, skip, units } from '../layerParts';
import { recurrent } from './cellParts';

/** The keys of a layer whose output is not its state, so that nothing can be added to both. */
const ofRates = {
  name,
  units,
  input,
  skip,
  returnSequences: recurrent.returnSequences,
  bottleneck: recurrent.bottleneck,
};

export const leakyRNN = z.strictObject({
  type: z
    .literal('leakyRNN')
    .describe(
      "Leaky network, the model of neuroscience: s' = (1 - a) s + a (W f(s) + W_in x + b) + noise. Its state is s, " +
        'the currents; the next layer reads the activity f(s).',
    ),
  ...ofRates,
  leak: z
    .number()
    .gt(0)
    .max(1)
    .default(0.2)
    .describe('The share a of the state that is replaced at every step: step length / time constant, at most 1.'),
  activation: z
    .enum(['relu', 'softplus', 'tanh', 'sigmoid', 'linear'])
    .default('relu')
    .describe('The activity f of a unit, a function of its state.'),
  excitatory: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe(
      "Dale's law: this share of the units (the first ones) excites all units that read it, and the others inhibit " +
        'them. A recurrent weight counts with its absolute value and the sign of its unit. Absent: any signs.',
    ),
  connectivity: z
    .number()
    .gt(0)
    .max(1)
    .optional()
    .describe(
      'Probability that a recurrent connection exists, drawn once with the seed; the others stay zero. Default: all ' +
        'exist.',
    ),
  noise: z
    .strictObject({
      variance: z
        .number()
        .positive()
        .describe(
          'Variance v of the noise. `recurrent`: every step adds sqrt(2 a v) times a standard normal number to the ' +
            'state of every unit, so that a unit without input has a variance of about v; `readout`: v itself.',
        ),
      placement: z
        .enum(['recurrent', 'readout'])
        .default('recurrent')
        .describe(
          '`recurrent`: inside the recurrence, where it affects later states; `readout`: only where it is read.',
        ),
    })
    .optional()
    .describe('Declared Gaussian noise on the state. It makes I(X;H) finite and is part of the estimated quantity.'),
});

export const echoState = z.strictObject({
  type: z
    .literal('echoState')
    .describe(
      'Reservoir of an echo state network (Jaeger 2001): h = (1 - a) h + a f(W_in x + W h + b) with random weights ' +
        'that are never trained. A dense head with "ridge" reads it out.',
    ),
  name,
  units,
  input,
  skip,
  residual,
  returnSequences: recurrent.returnSequences,
  noise: recurrent.noise,
  spectralRadius: z
    .number()
    .positive()
    .max(100)
    .default(0.9)
    .describe(
      'Largest modulus of the eigenvalues of W. Below 1 the states of a linear reservoir forget where they began; ' +
        'the nearer to 1, the longer they remember.',
    ),
  leak: z.number().gt(0).max(1).default(1).describe('The share a of the state that is replaced at every step.'),
  activation: z.enum(['tanh', 'linear']).default('tanh').describe('Activation f of the state.'),
  inputScale: z.number().positive().default(1).describe('The weights of the input are uniform on plus and minus this.'),
  biasScale: z.number().min(0).default(0).describe('The biases are uniform on plus and minus this. Default: none.'),
  connectivity: z
    .number()
    .gt(0)
    .max(1)
    .default(1)
    .describe('Probability that a recurrent connection exists, drawn once with the seed. Default: all exist.'),
});
