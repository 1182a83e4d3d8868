/** A linear part of latents u, such as the input of one step, by directions that span it. */
export interface LatentPart {
  /** Orthonormal rows, [size, latents]. */
  readonly directions: Float64Array;
  readonly size: number;
}

/** A direction that others span but for this part of its length adds nothing to them. */
const negligible = 1e-6;

/** The part that knows the products of u with some rows, [rows, latents]. */
export function latentPart(rows: Float64Array, latents: number): LatentPart {
  const found: Float64Array[] = [];
  for (let from = 0; from < rows.length; from += latents) {
    const left = rows.slice(from, from + latents);
    const whole = lengthOf(left);
    // Twice, as one pass of Gram and Schmidt leaves rounding behind (Giraud et al. 2005).
    for (let pass = 0; pass < 2; pass++)
      for (const one of found) {
        const along = product(left, one);
        for (let k = 0; k < latents; k++) left[k] -= along * one[k];
      }
    const length = lengthOf(left);
    if (length > negligible * whole) found.push(left.map((value) => value / length));
  }
  const directions = new Float64Array(found.length * latents);
  found.forEach((one, i) => {
    directions.set(one, i * latents);
  });
  return { directions, size: found.length };
}

/** Where points [count, latents] lie along the part's directions, [count, size]. */
export function along({ directions, size }: LatentPart, points: Float64Array, latents: number): Float64Array {
  const out = new Float64Array((points.length / latents) * size);
  for (let to = 0; to < out.length; to++) {
    const from = Math.floor(to / size) * latents;
    for (let k = 0, at = (to % size) * latents; k < latents; k++, at++) out[to] += points[from + k] * directions[at];
  }
  return out;
}

/**
 * Gives points u ~ N(0, I) the part of another, in place: u + D'(c - D u), D the directions, is distributed as u given
 * that D u = c (Hoffman and Ribak 1991).
 * @param points [count, latents]
 * @param where the part of the other, [size]
 */
export function setPart(part: LatentPart, points: Float64Array, latents: number, where: Float64Array): void {
  const { directions, size } = part;
  const is = along(part, points, latents);
  for (let i = 0; i * size < is.length; i++)
    for (let d = 0, at = 0; d < size; d++) {
      const step = where[d] - is[i * size + d];
      for (let k = 0; k < latents; k++, at++) points[i * latents + k] += step * directions[at];
    }
}

const lengthOf = (a: Float64Array): number => Math.sqrt(product(a, a));

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k];
  return sum;
}
