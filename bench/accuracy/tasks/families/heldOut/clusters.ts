import { familyTasks } from '../familyTask';
import { gaussian, symbol } from '../laws/emissions';
import { channel, labelled, shared, uniform } from '../laws/labelled';
import { centres, embedded } from '../laws/random';

const bitsOf = (label: number, bits: number) => Array.from({ length: bits }, (_, b) => (label >> b) & 1);
const corners = Array.from({ length: 32 }, (_, label) => bitsOf(label, 5).map((bit) => 2 * bit - 1));

/** Each of the five bits is flipped with probability .1: P(m | l) by the number of bits that differ. */
const noisyBits = channel(uniform(32), (l) =>
  uniform(32).map((_, m) => {
    const flips = bitsOf(l ^ m, 5).reduce((sum, bit) => sum + bit, 0);
    return 0.1 ** flips * 0.9 ** (5 - flips);
  }),
);

/** Three groups of four: far groups, near members. */
const groups = centres(101, 3, 12, 1.5);
const members = centres(102, 12, 12, 0.35);
const nested = members.map((member, l) => member.map((value, d) => value + groups[Math.floor(l / 4)][d]));

const steps = [0.25, 0.05, 0.15, 0.15, 0.3, 0.1];
const chain = steps.map((_, l) => [1.2 * l]);

/** Corners of a cube, nested groups and a chain, turned into many columns. */
export const clusters = familyTasks('heldOut', 'clusters', [
  {
    name: 'cube-corners-20+12',
    samples: 2000,
    law: labelled(noisyBits, gaussian(embedded(corners, 20, 103), 0.3), gaussian(embedded(corners, 12, 104), 0.4)),
  },
  {
    name: 'nested-groups-12-label',
    samples: 1500,
    law: labelled(shared(uniform(12)), gaussian(nested, 0.5), symbol(12)),
    cap: Math.log(12),
  },
  {
    name: 'chain-16+10',
    samples: 1200,
    law: labelled(shared(steps), gaussian(embedded(chain, 16, 105), 0.25), gaussian(embedded(chain, 10, 106), 0.6)),
  },
]);
