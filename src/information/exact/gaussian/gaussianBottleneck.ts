import { EigenvalueDecomposition, Matrix, SingularValueDecomposition } from 'ml-matrix';

/** A point of a bottleneck curve; nats. */
export interface BottleneckPoint {
  readonly beta: number;
  /** I(X;Z). */
  readonly rate: number;
  /** I(Z;Y). */
  readonly relevance: number;
}

/**
 * The Gaussian information bottleneck L = I(X;Z) - beta I(Z;Y) in canonical coordinates (Chechik, Globerson, Tishby and
 * Weiss 2005, theorem 3.1 and section 5): with l = 1 - rho^2, a component is used once beta > 1/rho^2; it then adds
 * ln((beta-1)(1-l)/l)/2 nats of rate, and that minus ln(beta (1-l))/2 of relevance.
 * @param correlations canonical correlations rho_i of X and Y, |rho_i| < 1
 */
export function gaussianBottleneck(correlations: readonly number[], beta: number): BottleneckPoint {
  let rate = 0;
  let relevance = 0;
  for (const rho of correlations) {
    const kept = rho * rho;
    if (beta * kept <= 1) continue;
    const component = 0.5 * Math.log(((beta - 1) * kept) / (1 - kept));
    rate += component;
    relevance += component - 0.5 * Math.log(beta * kept);
  }
  return { beta, rate, relevance };
}

/** The least beta at which a Gaussian bottleneck keeps anything: 1/max rho^2; infinite for independent X and Y. */
export function gaussianCriticalBeta(correlations: readonly number[]): number {
  return 1 / Math.max(0, ...correlations.map((rho) => rho * rho));
}

type Rows = readonly (readonly number[])[];

/**
 * Canonical correlations of X and Y, largest first: the singular values of Cx^(-1/2) Cxy Cy^(-1/2) (Hotelling 1936).
 */
export function canonicalCorrelations({ xx, yy, xy }: { xx: Rows; yy: Rows; xy: Rows }): number[] {
  const left = inverseRoot(new Matrix(xx.map((row) => [...row])));
  const right = inverseRoot(new Matrix(yy.map((row) => [...row])));
  const whitened = left.mmul(new Matrix(xy.map((row) => [...row]))).mmul(right);
  return new SingularValueDecomposition(whitened, { autoTranspose: true }).diagonal.map((value) => Math.min(1, value));
}

/** C^(-1/2) of a symmetric matrix; directions without variance are left out. */
function inverseRoot(covariance: Matrix): Matrix {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(covariance, { assumeSymmetric: true });
  const floor = Math.max(...realEigenvalues) * 1e-13;
  const roots = realEigenvalues.map((value) => (value > floor ? 1 / Math.sqrt(value) : 0));
  return eigenvectorMatrix.mmul(Matrix.diag(roots)).mmul(eigenvectorMatrix.transpose());
}
