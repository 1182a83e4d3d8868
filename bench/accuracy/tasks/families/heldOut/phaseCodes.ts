import { continuous, discrete } from '../../sampler';
import { familyTasks } from '../familyTask';
import type { Law } from '../laws/law';
import { signalInNoise, uniformGrid } from '../laws/signal';

const round = 2 * Math.PI;

/**
 * Two angles whose difference is von Mises: p(y | x) = exp(k cos(y - x)) / 2 pi I0(k), so that
 * I = k I1(k) / I0(k) - ln I0(k) (Mardia and Jupp 2000, section 3.5.4). X is a number, Y a cosine and sine.
 */
const vonMises = (concentration: number): Law => ({
  x: continuous(1),
  y: continuous(2),
  draw: (random, x, y) => {
    x[0] = round * random.uniform() - Math.PI;
    // Best and Fisher (1979).
    const a = 1 + Math.sqrt(1 + 4 * concentration ** 2);
    const b = (a - Math.sqrt(2 * a)) / (2 * concentration);
    const r = (1 + b ** 2) / (2 * b);
    for (;;) {
      const z = Math.cos(Math.PI * random.uniform());
      const f = (1 + r * z) / (r + z);
      const c = concentration * (r - f);
      if (Math.log(c / (1 - random.uniform())) + 1 - c < 0) continue;
      const angle = x[0] + (random.integer(2) === 0 ? -1 : 1) * Math.acos(f);
      y.set([Math.cos(angle), Math.sin(angle)]);
      return;
    }
  },
});

/** The means of exp(k cos a) and of cos(a) exp(k cos a) over the circle, both divided by exp(k): I0 and I1. */
export function vonMisesInformation(concentration: number): number {
  let zero = 0;
  let one = 0;
  for (let i = 0; i < 400; i++) {
    const cosine = Math.cos((round * i) / 400);
    const weight = Math.exp(concentration * (cosine - 1)) / 400;
    zero += weight;
    one += cosine * weight;
  }
  return (concentration * one) / zero - Math.log(zero) - concentration;
}

const periods = [1, 0.7, 0.45];

/** Eight equal sectors of the angle as a symbol; the circle is seen through normal noise. */
const sectors = signalInNoise({
  x: discrete(1),
  source: (random, row) => {
    row[0] = random.integer(8);
  },
  read: (row) => [row[0]],
  signal: ([u]) => [3 * Math.cos((round * u) / 8), Math.sin((round * u) / 8)],
  dimensions: 2,
  deviation: 0.5,
  grid: () => ({ points: Array.from({ length: 8 }, (_, u) => [u]), weights: new Array<number>(8).fill(1 / 8) }),
});

/** Grid-like codes of a place by waves of several periods, a von Mises pair, and sectors of an ellipse. */
export const phaseCodes = familyTasks('heldOut', 'phaseCodes', [
  { name: 'von-mises-angle-circle', samples: 1500, law: vonMises(4), truth: vonMisesInformation(4) },
  {
    name: 'place-by-three-periods',
    samples: 2000,
    law: signalInNoise({
      x: continuous(1),
      source: (random, row) => {
        row[0] = 2 * random.uniform();
      },
      read: (row) => [row[0]],
      signal: ([u]) =>
        periods.flatMap((period) => [0, 1].map((turn) => Math.max(0, Math.cos((round * u) / period + 2 * turn)))),
      dimensions: 6,
      deviation: 0.25,
      grid: () => uniformGrid(0, 2, 600),
    }),
  },
  { name: 'sectors-of-ellipse', samples: 1000, law: sectors, cap: Math.log(8) },
]);
