export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** ln of the sigmoid, without overflow. */
export function logSigmoid(x: number): number {
  return Math.min(0, x) - Math.log1p(Math.exp(-Math.abs(x)));
}

/** ln(1 + e^x), without overflow. */
export function softplus(x: number): number {
  return x > 30 ? x : Math.log1p(Math.exp(x));
}
