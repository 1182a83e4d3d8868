import { meanAndVariance } from '../../types/measurement';

/**
 * The standard error in nats of -ln(1 - r^2)/2, r the correlation of two columns of variance one, whatever their joint
 * law is: that of the mean of r's influence function, uv - r (u^2 + v^2)/2, times r/(1 - r^2) (Serfling 1980, section
 * 3.3). For a normal pair it is r/sqrt(N); where large values come together it is larger.
 * @param u [samples] @param v [samples]
 */
export function scoreSpread(u: ArrayLike<number>, v: ArrayLike<number>): number {
  const samples = u.length;
  let [uu, vv, uv] = [0, 0, 0];
  for (let i = 0; i < samples; i++) {
    uu += u[i] ** 2;
    vv += v[i] ** 2;
    uv += u[i] * v[i];
  }
  const r = uv / Math.sqrt(uu * vv);
  const influence = Float64Array.from({ length: samples }, (_, i) => {
    const [a, b] = [u[i] / Math.sqrt(uu / samples), v[i] / Math.sqrt(vv / samples)];
    return a * b - (r * (a * a + b * b)) / 2;
  });
  return (Math.abs(r) / (1 - r * r)) * Math.sqrt(meanAndVariance(influence).variance / samples);
}
