import { continuous } from '../../sampler';
import type { Emission } from './emissions';

/**
 * A point of the label's curve, u uniform on [0, 1), seen through normal noise. The density is a mean over `count`
 * even points of the curve, which lie much nearer to each other than the noise is wide.
 */
export function curves(
  curve: readonly ((u: number) => readonly [number, number])[],
  deviation: number,
  count: number,
): Emission {
  const tables = curve.map((point) =>
    Float64Array.from(Array.from({ length: count }, (_, i) => point((i + 0.5) / count)).flat()),
  );
  const scale = 1 / (2 * deviation * deviation);
  return {
    side: continuous(2),
    labels: curve.length,
    draw: (random, label, row) => {
      row.set(curve[label](random.uniform()));
      for (let d = 0; d < 2; d++) row[d] += deviation * random.normal();
    },
    logDensities: (row, out) => {
      tables.forEach((table, label) => {
        let nearest = Infinity;
        for (let i = 0; i < 2 * count; i += 2)
          nearest = Math.min(nearest, (row[0] - table[i]) ** 2 + (row[1] - table[i + 1]) ** 2);
        let sum = 0;
        for (let i = 0; i < 2 * count; i += 2)
          sum += Math.exp((nearest - (row[0] - table[i]) ** 2 - (row[1] - table[i + 1]) ** 2) * scale);
        out[label] = Math.log(sum) - nearest * scale;
      });
    },
  };
}
