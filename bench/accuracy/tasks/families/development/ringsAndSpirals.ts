import { continuous } from '../../sampler';
import { familyTasks } from '../familyTask';
import { both, gaussian, symbol } from '../laws/emissions';
import { curves } from '../laws/curves';
import { labelled, shared, uniform } from '../laws/labelled';
import { signalInNoise, uniformGrid } from '../laws/signal';

const circle =
  (radius: number) =>
  (u: number): [number, number] => [radius * Math.cos(2 * Math.PI * u), radius * Math.sin(2 * Math.PI * u)];

const arm =
  (turn: number) =>
  (u: number): [number, number] => {
    const angle = 1.5 + 7.5 * u;
    return [angle * Math.cos(angle + turn), angle * Math.sin(angle + turn)];
  };

const flat = (columns: number) =>
  gaussian(
    [0, 0].map(() => new Array<number>(columns).fill(0)),
    1,
  );

/** Curves in a plane, seen through normal noise; densities are sums over points of the curves. */
export const ringsAndSpirals = familyTasks('development', 'ringsAndSpirals', [
  {
    name: 'two-rings-label',
    samples: 1500,
    law: labelled(shared(uniform(2)), symbol(2), curves([circle(1), circle(2)], 0.25, 240)),
    cap: Math.LN2,
  },
  {
    name: 'two-arms-label-and-noise',
    samples: 2000,
    law: labelled(shared(uniform(2)), both(curves([arm(0), arm(Math.PI)], 0.6, 400), flat(2)), symbol(2)),
    cap: Math.LN2,
  },
  {
    name: 'ring-of-position',
    samples: 1500,
    law: signalInNoise({
      x: continuous(1),
      source: (random, row) => {
        row[0] = random.uniform();
      },
      read: (row) => [row[0]],
      signal: ([u]) => circle(1)(u),
      dimensions: 2,
      deviation: 0.15,
      grid: () => uniformGrid(0, 1, 300),
    }),
  },
]);
