import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

/**
 * Frequencies w_n, n < N/2, of the diagonal state space with the eigenvalues -1/2 + i w_n and their conjugates, N
 * numbers of state, per unit of time. HiPPO: those of the normal part of LegS (Gu et al. 2020; Gu et al. 2022, eq. 6);
 * S4D-Lin: pi n, S4D-Inv: (N/pi) (N/(2n + 1) - 1) (Gu et al. 2022, section 4.3).
 */
export const stateSpaceFrequencies = {
  hippo: (size: number): number[] => {
    const root = (n: number): number => Math.sqrt(n + 0.5);
    const rows = Array.from({ length: size }, (_, n) =>
      Array.from({ length: size }, (_unused, k) => Math.sign(k - n) * root(n) * root(k)),
    );
    // The eigenvalues of a skew-symmetric matrix come in pairs of plus and minus i w.
    return new EigenvalueDecomposition(new Matrix(rows)).imaginaryEigenvalues
      .map(Math.abs)
      .sort((a, b) => a - b)
      .filter((_, at) => at % 2 === 0);
  },
  s4dLin: (size: number): number[] => Array.from({ length: size / 2 }, (_, n) => Math.PI * n),
  s4dInv: (size: number): number[] =>
    Array.from({ length: size / 2 }, (_, n) => (size / Math.PI) * (size / (2 * n + 1) - 1)),
} as const;
