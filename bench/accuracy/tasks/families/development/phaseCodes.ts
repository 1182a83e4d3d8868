import { continuous } from '../../sampler';
import { familyTasks } from '../familyTask';
import type { Law } from '../laws/law';
import { signalInNoise, uniformGrid } from '../laws/signal';

const round = 2 * Math.PI;

/** ln density of normal noise wrapped around the circle, at an angle (Mardia and Jupp 2000, equation 3.5.64). */
export function logWrapped(angle: number, deviation: number): number {
  let sum = 0;
  for (let turn = -3; turn <= 3; turn++) sum += Math.exp(-(((angle + turn * round) / deviation) ** 2) / 2);
  return Math.log(sum) - Math.log(deviation) - Math.log(round) / 2;
}

const inside = (angle: number): number => ((angle % round) + round) % round;

/**
 * A uniform angle and the same one plus wrapped normal noise, as numbers of [0, 2 pi): I = ln 2 pi - h(noise). The
 * density of either alone is 1 / 2 pi.
 */
const wrappedPair = (deviation: number): Law => ({
  x: continuous(1),
  y: continuous(1),
  draw: (random, x, y) => {
    x[0] = round * random.uniform();
    y[0] = inside(x[0] + deviation * random.normal());
  },
  logRatio: ([x], [y]) => logWrapped(inside(y - x + Math.PI) - Math.PI, deviation) + Math.log(round),
});

/** The same pair, each angle as its cosine and sine. */
const onCircles = (deviation: number): Law => {
  const pair = wrappedPair(deviation);
  const angles = [new Float64Array(1), new Float64Array(1)];
  return {
    x: continuous(2),
    y: continuous(2),
    draw: (random, x, y) => {
      pair.draw(random, angles[0], angles[1]);
      x.set([Math.cos(angles[0][0]), Math.sin(angles[0][0])]);
      y.set([Math.cos(angles[1][0]), Math.sin(angles[1][0])]);
    },
    logRatio: (x, y) =>
      pair.logRatio?.(
        Float64Array.of(inside(Math.atan2(x[1], x[0]))),
        Float64Array.of(inside(Math.atan2(y[1], y[0]))),
      ) ?? NaN,
  };
};

/** Circular variables: angles as numbers, on circles, and as waves of several frequencies. */
export const phaseCodes = familyTasks('development', 'phaseCodes', [
  { name: 'wrapped-angles', samples: 1500, law: wrappedPair(0.5) },
  { name: 'angles-on-circles-2+2', samples: 2000, law: onCircles(0.3) },
  {
    name: 'angle-as-waves-6',
    samples: 1500,
    law: signalInNoise({
      x: continuous(1),
      source: (random, row) => {
        row[0] = round * random.uniform();
      },
      read: (row) => [row[0]],
      signal: ([u]) => [1, 2, 3].flatMap((k) => [Math.cos(k * u), Math.sin(k * u)]),
      dimensions: 6,
      deviation: 0.8,
      grid: () => uniformGrid(0, round, 240),
    }),
  },
]);
