import { continuous, discrete } from '../../sampler';
import { familyTasks } from '../familyTask';
import type { Law } from '../laws/law';

/** 1 where an odd number of the first `bits` columns is above zero, flipped with a probability. */
function signParity(bits: number, columns: number, flip: number, binary: boolean): Law {
  return {
    x: continuous(columns),
    y: discrete(1),
    draw: (random, x, y) => {
      let odd = random.uniform() < flip ? 1 : 0;
      for (let d = 0; d < columns; d++) {
        x[d] = binary ? random.integer(2) : random.normal();
        if (d < bits && x[d] > 0) odd = 1 - odd;
      }
      y[0] = odd;
    },
    logRatio: (x, [y]) => {
      const odd = x.subarray(0, bits).filter((value) => value > 0).length % 2;
      return Math.log(2 * (odd === y ? 1 - flip : flip));
    },
  };
}

/** ln 2 - h(flip), nats: given X, only the flip is unknown; the label alone is fair. */
const known = (flip: number): number =>
  Math.LN2 + (flip > 0 ? flip * Math.log(flip) + (1 - flip) * Math.log(1 - flip) : 0);

/** Labels by the parity of signs or of bits; all other columns are noise. */
export const parity = familyTasks('development', 'parity', [
  { name: 'sign-parity-2-of-8', samples: 2000, law: signParity(2, 8, 0, false), truth: known(0), cap: Math.LN2 },
  {
    name: 'sign-parity-4-of-16',
    samples: 1500,
    law: signParity(4, 16, 0.02, false),
    truth: known(0.02),
    cap: Math.LN2,
  },
  { name: 'bit-parity-3-of-12', samples: 1500, law: signParity(3, 12, 0.05, true), truth: known(0.05), cap: Math.LN2 },
]);
