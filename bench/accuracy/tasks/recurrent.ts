import type { AccuracyTask } from './accuracyTask';
import { linearNetworkTasks } from './linearNetwork';
import { continuous, discrete, sampler } from './sampler';

const bits = (value: number): number => value * Math.LN2;

/**
 * A register of `cells` fair bits, shifted once per step: the bit of `lag` steps ago is still in it while lag < cells.
 */
function shiftRegister(cells: number, lag: number): AccuracyTask {
  const name = `shift-register-${cells}-lag-${lag}`;
  return {
    name,
    group: 'recurrent',
    gaussianCopula: false,
    nats: lag < cells ? Math.LN2 : 0,
    sample: sampler(name, discrete(1), discrete(cells), (random, x, y) => {
      for (let i = 0; i < cells; i++) y[i] = random.integer(2);
      x[0] = lag < cells ? y[lag] : random.integer(2);
    }),
  };
}

/** The same register's states before and after a step share all bits but one. */
function shiftRegisterHistory(cells: number): AccuracyTask {
  const name = `shift-register-${cells}-history`;
  return {
    name,
    group: 'recurrent',
    gaussianCopula: false,
    nats: (cells - 1) * Math.LN2,
    sample: sampler(name, discrete(cells), discrete(cells), (random, before, after) => {
      for (let i = 0; i < cells; i++) before[i] = random.integer(2);
      after[0] = random.integer(2);
      for (let i = 1; i < cells; i++) after[i] = before[i - 1];
    }),
  };
}

/** The parity of `steps` fair bits, against the last bit alone (0 nats) or against the whole block (one bit). */
function runningParity(steps: number, block: boolean): AccuracyTask {
  const name = `running-parity-${steps}-${block ? 'block' : 'last'}`;
  return {
    name,
    group: 'recurrent',
    gaussianCopula: false,
    nats: block ? Math.LN2 : 0,
    sample: sampler(name, discrete(block ? steps : 1), discrete(1), (random, x, y) => {
      for (let t = 0; t < steps; t++) {
        const bit = random.integer(2);
        y[0] = (y[0] + bit) % 2;
        if (block) x[t] = bit;
        else x[0] = bit;
      }
    }),
  };
}

/** Neighbouring states of a symmetric binary Markov chain that flips with probability .1: 1 - h(.1) bits. */
const markovChain: AccuracyTask = {
  name: 'markov-chain-0.1',
  group: 'recurrent',
  gaussianCopula: false,
  nats: bits(0.531004406),
  sample: sampler('markov-chain-0.1', discrete(1), discrete(1), (random, x, y) => {
    x[0] = random.integer(2);
    y[0] = random.uniform() < 0.1 ? 1 - x[0] : x[0];
  }),
};

/** A saturating unit read through noise of variance .01: H = tanh(gX) + N, X standard normal; bits by quadrature. */
function noisyTanh(gain: number, information: number): AccuracyTask {
  const name = `noisy-tanh-${gain}`;
  return {
    name,
    group: 'recurrent',
    gaussianCopula: false,
    nats: bits(information),
    sample: sampler(name, continuous(1), continuous(1), (random, x, y) => {
      x[0] = random.normal();
      y[0] = Math.tanh(gain * x[0]) + 0.1 * random.normal();
    }),
  };
}

/** h' = .9 h + x + n over 20 steps from h = 0, the whole input against the last state, noise variance .1. */
function scalarLinearNetwork(placement: 'recurrent' | 'readout', information: number): AccuracyTask {
  const steps = 20;
  const name = `scalar-linear-${placement}`;
  const deviation = Math.sqrt(0.1);
  return {
    name,
    group: 'recurrent',
    gaussianCopula: true,
    nats: bits(information),
    sample: sampler(name, continuous(steps), continuous(1), (random, x, y) => {
      for (let t = 0; t < steps; t++) {
        x[t] = random.normal();
        y[0] = 0.9 * y[0] + x[t];
        if (placement === 'recurrent' || t === steps - 1) y[0] += deviation * random.normal();
      }
    }),
  };
}

/** Networks and processes whose information is known. */
export const recurrentTasks: readonly AccuracyTask[] = [
  shiftRegister(4, 2),
  shiftRegister(4, 4),
  shiftRegisterHistory(4),
  runningParity(6, false),
  runningParity(6, true),
  markovChain,
  noisyTanh(1, 2.424348),
  noisyTanh(5, 1.8021431),
  scalarLinearNetwork('recurrent', 1.7297158),
  scalarLinearNetwork('readout', 2.8619654),
  ...linearNetworkTasks,
];
