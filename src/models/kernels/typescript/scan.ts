import type { RecurrentActivation } from '../cellTypes';

/** Sizes of a scan: T steps of B sequences of `width` numbers each. */
export interface ScanSizes {
  readonly steps: number;
  readonly batch: number;
  readonly width: number;
}

/** h_t = a_t h_{t-1} + b_t, element by element; a and b [T,B,H]. */
export function scanLinear({ steps, batch, width }: ScanSizes, a: Float32Array, b: Float32Array): Float32Array {
  const h = b.slice();
  const step = batch * width;
  for (let i = step; i < steps * step; i++) h[i] += a[i] * h[i - step];
  return h;
}

/** The gradients in a and b, given those of h. */
export function scanLinearBackward(
  { steps, batch, width }: ScanSizes,
  a: Float32Array,
  h: Float32Array,
  dh: Float32Array,
): { a: Float32Array; b: Float32Array } {
  const da = new Float32Array(a.length);
  const db = dh.slice();
  const step = batch * width;
  for (let i = steps * step - 1; i >= step; i--) {
    da[i] = db[i] * h[i - step];
    db[i - step] += a[i] * db[i];
  }
  return { a: da, b: db };
}

/**
 * h_t = lambda h_{t-1} + b_t over complex numbers; b and h [T,B,2N] hold N real parts, then N imaginary parts, as does
 * lambda [2N].
 */
export function scanComplex({ steps, batch, width }: ScanSizes, lambda: Float32Array, b: Float32Array): Float32Array {
  const h = b.slice();
  const half = width / 2;
  const step = batch * width;
  for (let row = step; row < steps * step; row += width) {
    for (let j = 0; j < half; j++) {
      const re = row + j,
        im = re + half;
      h[re] += lambda[j] * h[re - step] - lambda[half + j] * h[im - step];
      h[im] += lambda[j] * h[im - step] + lambda[half + j] * h[re - step];
    }
  }
  return h;
}

/** The gradients in lambda and b, given those of h. */
export function scanComplexBackward(
  { steps, batch, width }: ScanSizes,
  lambda: Float32Array,
  h: Float32Array,
  dh: Float32Array,
): { lambda: Float32Array; b: Float32Array } {
  const dLambda = new Float64Array(width);
  const db = dh.slice();
  const half = width / 2;
  const step = batch * width;
  for (let row = steps * step - width; row >= step; row -= width) {
    for (let j = 0; j < half; j++) {
      const re = row + j,
        im = re + half;
      dLambda[j] += db[re] * h[re - step] + db[im] * h[im - step];
      dLambda[half + j] += db[im] * h[re - step] - db[re] * h[im - step];
      db[re - step] += lambda[j] * db[re] + lambda[half + j] * db[im];
      db[im - step] += lambda[j] * db[im] - lambda[half + j] * db[re];
    }
  }
  return { lambda: Float32Array.from(dLambda), b: db };
}

/** h_t = f(x_t + u h_{t-1}) + n_t, each unit separately; x and the noise n [T,B,H], u [H]. */
export function scanIndependent(
  { steps, batch, width }: ScanSizes,
  x: Float32Array,
  u: Float32Array,
  activation: RecurrentActivation,
  noise?: Float32Array,
): Float32Array {
  const h = x.slice();
  const step = batch * width;
  for (let i = 0; i < steps * step; i++) {
    const sum = i < step ? x[i] : x[i] + u[i % width] * h[i - step];
    h[i] = activation === 'tanh' ? Math.tanh(sum) : activation === 'relu' ? Math.max(0, sum) : sum;
    if (noise) h[i] += noise[i];
  }
  return h;
}

/** The gradients in x, u and the noise, given those of h. */
export function scanIndependentBackward(
  { steps, batch, width }: ScanSizes,
  u: Float32Array,
  activation: RecurrentActivation,
  h: Float32Array,
  dh: Float32Array,
  noise?: Float32Array,
): { x: Float32Array; u: Float32Array; noise: Float32Array } {
  const dNoise = new Float32Array(noise ? h.length : 0);
  const du = new Float64Array(width);
  const dx = dh.slice();
  const step = batch * width;
  for (let i = steps * step - 1; i >= 0; i--) {
    const clean = noise ? h[i] - noise[i] : h[i];
    if (noise) dNoise[i] = dx[i];
    if (activation === 'tanh') dx[i] *= 1 - clean * clean;
    else if (activation === 'relu' && clean <= 0) dx[i] = 0;
    if (i < step) continue;
    du[i % width] += dx[i] * h[i - step];
    dx[i - step] += u[i % width] * dx[i];
  }
  return { x: dx, u: Float32Array.from(du), noise: dNoise };
}
