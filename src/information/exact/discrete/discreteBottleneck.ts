import { type BottleneckOptions, BottleneckSolver, type CertifiedPoint, usualWork } from './bottleneckSolver';

/**
 * The discrete information bottleneck: minima of L = I(X;Z) - beta I(Z;Y) over p(z|x) (Tishby, Pereira and Bialek
 * 1999), from the largest beta down. Nats, in the order of `betas`. Where Y is a function of X, every beta > 1 lands on
 * the one corner (H(Y), H(Y)): use `convexBottleneck` to draw the curve.
 * @param joint p(x,y), one row an x
 * @throws CancelledError
 */
export async function discreteBottleneck(
  joint: readonly ArrayLike<number>[],
  betas: readonly number[],
  options: BottleneckOptions = {},
): Promise<CertifiedPoint[]> {
  const solver = new BottleneckSolver(joint, options);
  const order = [...new Set(betas)].sort((a, b) => b - a);
  const solved = new Map<number, CertifiedPoint>();
  for (const [i, beta] of order.entries()) {
    const point = await solver.at(beta, (options.work ?? usualWork) / order.length, (share, gap) =>
      options.onProgress?.((i + share) / order.length, gap),
    );
    solved.set(beta, point);
  }
  return betas.flatMap((beta) => solved.get(beta) ?? []);
}
