/** Features of N points [samples, dimensions], row-major [samples, width]. */
export interface MappedPoints {
  readonly rows: Float64Array;
  readonly width: number;
}

export type FeatureMap = (points: Float64Array, samples: number, dimensions: number) => MappedPoints;

export const linearMap: FeatureMap = (points, _, dimensions) => ({ rows: points, width: dimensions });

/**
 * Linear maps that change with the distance from the centre: every coordinate times hat functions of the squared norm,
 * the hats' tips at `gates` quantiles of it. They follow twists, gains and saturations that depend on a state's size.
 */
export function radialMap(gates: number): FeatureMap {
  return (points, samples, dimensions) => {
    const squared = new Float64Array(samples);
    for (let i = 0; i < samples; i++)
      for (let d = 0; d < dimensions; d++) squared[i] += points[i * dimensions + d] ** 2;
    const sorted = Float64Array.from(squared).sort();
    const tips = Float64Array.from(
      { length: gates },
      (_, gate) => sorted[Math.floor(((gate + 0.5) / gates) * samples)],
    );
    const width = dimensions * gates;
    const rows = new Float64Array(samples * width);
    for (let i = 0; i < samples; i++) {
      // At most two neighbouring hats are open at one distance.
      let gate = 0;
      while (gate < gates - 1 && squared[i] > tips[gate]) gate++;
      const share =
        gate === 0 || squared[i] >= tips[gate] ? 1 : (squared[i] - tips[gate - 1]) / (tips[gate] - tips[gate - 1]);
      for (let d = 0; d < dimensions; d++) {
        rows[i * width + gate * dimensions + d] = share * points[i * dimensions + d];
        if (share < 1) rows[i * width + (gate - 1) * dimensions + d] = (1 - share) * points[i * dimensions + d];
      }
    }
    return { rows, width };
  };
}

/** The coordinates and the products of every two of them. */
export const quadraticMap: FeatureMap = (points, samples, dimensions) => {
  const width = dimensions + (dimensions * (dimensions + 1)) / 2;
  const rows = new Float64Array(samples * width);
  for (let i = 0; i < samples; i++) {
    let to = i * width;
    for (let d = 0; d < dimensions; d++) rows[to++] = points[i * dimensions + d];
    for (let a = 0; a < dimensions; a++)
      for (let b = 0; b <= a; b++) rows[to++] = points[i * dimensions + a] * points[i * dimensions + b];
  }
  return { rows, width };
};
