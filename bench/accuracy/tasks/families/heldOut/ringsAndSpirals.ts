import { continuous } from '../../sampler';
import { familyTasks } from '../familyTask';
import { both, gaussian, symbol } from '../laws/emissions';
import { curves } from '../laws/curves';
import { labelled, shared, uniform } from '../laws/labelled';
import type { Law } from '../laws/law';
import { signalInNoise, uniformGrid } from '../laws/signal';

const round = 2 * Math.PI;

const loops =
  (turn: number) =>
  (u: number): [number, number] => [
    (1 + u) * Math.cos(round * u + turn) + Math.sin(turn),
    (1 + u) * Math.sin(round * u + turn),
  ];

/** ln I0 by its integral, the mean of exp(z cos a) over the circle (Abramowitz and Stegun 9.6.16). */
export function logBessel(z: number): number {
  const count = 200;
  let sum = 0;
  for (let i = 0; i < count; i++) sum += Math.exp(z * (Math.cos((round * i) / count) - 1));
  return z + Math.log(sum / count);
}

/**
 * One hidden angle; both sides are its points of the unit circle through normal noise. p(x, y) over a(angle) is a
 * Bessel function of the length of x + y, and each side's of its own length.
 */
function sharedAngle(deviation: number): Law {
  const scale = 1 / deviation ** 2;
  return {
    x: continuous(2),
    y: continuous(2),
    draw: (random, x, y) => {
      const angle = round * random.uniform();
      for (const row of [x, y]) {
        row[0] = Math.cos(angle) + deviation * random.normal();
        row[1] = Math.sin(angle) + deviation * random.normal();
      }
    },
    logRatio: (x, y) =>
      logBessel(scale * Math.hypot(x[0] + y[0], x[1] + y[1])) -
      logBessel(scale * Math.hypot(x[0], x[1])) -
      logBessel(scale * Math.hypot(y[0], y[1])),
  };
}

/** Three loops against their label, one angle on two rings, and a rolled sheet against its place. */
export const ringsAndSpirals = familyTasks('heldOut', 'ringsAndSpirals', [
  {
    name: 'three-loops-label-and-noise',
    samples: 2000,
    law: labelled(
      shared(uniform(3)),
      symbol(3),
      both(curves([loops(0), loops(round / 3), loops((2 * round) / 3)], 0.15, 300), gaussian([[0], [0], [0]], 1)),
    ),
    cap: Math.log(3),
  },
  { name: 'shared-angle-2+2', samples: 1500, law: sharedAngle(0.2) },
  {
    name: 'rolled-sheet',
    samples: 1500,
    law: signalInNoise({
      x: continuous(1),
      source: (random, row) => {
        row[0] = 1.5 * Math.PI * (1 + 2 * random.uniform());
      },
      read: (row) => [row[0]],
      signal: ([u]) => [u * Math.cos(u), u * Math.sin(u)],
      dimensions: 2,
      deviation: 1,
      grid: () => uniformGrid(1.5 * Math.PI, 4.5 * Math.PI, 400),
    }),
  },
]);
