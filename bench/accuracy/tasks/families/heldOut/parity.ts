import { continuous, discrete } from '../../sampler';
import { familyTasks } from '../familyTask';
import { sideBySide, noiseColumns, swapped } from '../laws/combine';
import type { Law } from '../laws/law';

/** ln 2 - h(flip), nats. */
const known = (flip: number): number =>
  Math.LN2 + (flip > 0 ? flip * Math.log(flip) + (1 - flip) * Math.log(1 - flip) : 0);

/** The colour of a square of a board of `squares` a side, on which (X1, X2) is uniform. */
const board = (squares: number, columns: number): Law => {
  const colour = (x: Float64Array) => (Math.floor(x[0] * squares) + Math.floor(x[1] * squares)) % 2;
  return {
    x: continuous(columns),
    y: discrete(1),
    draw: (random, x, y) => {
      for (let d = 0; d < columns; d++) x[d] = random.uniform();
      y[0] = colour(x);
    },
    logRatio: (x, [y]) => (colour(x) === y ? Math.LN2 : -Infinity),
  };
};

/**
 * The parity of bits that are seen as +-1 through normal noise: p(odd | x) = (1 - product of tanh(x / s^2)) / 2, since
 * the mean of each sign given its column is tanh(x / s^2).
 */
const noisyBits = (bits: number, deviation: number): Law => ({
  x: continuous(bits),
  y: discrete(1),
  draw: (random, x, y) => {
    for (let d = 0; d < bits; d++) {
      const negative = random.integer(2);
      y[0] = (y[0] + negative) % 2;
      x[d] = 1 - 2 * negative + deviation * random.normal();
    }
  },
  logRatio: (x, [y]) =>
    Math.log1p((1 - 2 * y) * x.reduce((product, value) => product * Math.tanh(value / deviation ** 2), 1)),
});

/** Parity of five spread columns of ten bits, as symbols on both sides. */
const scattered: Law = {
  x: discrete(10),
  y: discrete(1),
  draw: (random, x, y) => {
    for (let d = 0; d < 10; d++) x[d] = random.integer(2);
    y[0] = (x[1] + x[2] + x[5] + x[6] + x[9] + (random.uniform() < 0.1 ? 1 : 0)) % 2;
  },
  logRatio: (x, [y]) => Math.log(2 * ((x[1] + x[2] + x[5] + x[6] + x[9]) % 2 === y ? 0.9 : 0.1)),
};

/** Boards, bits through noise and scattered bits. */
export const parity = familyTasks('heldOut', 'parity', [
  { name: 'board-of-4-in-6', samples: 2000, law: board(4, 6), truth: Math.LN2, cap: Math.LN2 },
  {
    name: 'noisy-bits-3-of-9',
    samples: 2000,
    law: sideBySide([noisyBits(3, 0.5), { ...noiseColumns(6, 0), y: discrete(0) }]),
    cap: Math.LN2,
  },
  { name: 'scattered-bits-5-of-10', samples: 1500, law: swapped(scattered), truth: known(0.1), cap: Math.LN2 },
]);
