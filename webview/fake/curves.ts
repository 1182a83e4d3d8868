import { verbatim } from './verbatim';
import type { Curves } from '../../src/result/result';

/** The Gaussian bottleneck at correlation .9 (Chechik 2005), with points scattered around it. */
export function sweepCurves(): Curves {
  const lambda = 1 - 0.81;
  const point = (beta: number) => {
    const rate = Math.max(0, Math.log2(((beta - 1) * (1 - lambda)) / lambda) / 2);
    return { beta, rate, relevance: rate === 0 ? 0 : rate - Math.log2(beta * (1 - lambda)) / 2 };
  };
  return {
    criticalBetas: [{ beta: 1 / 0.81, name: verbatim('1/ρ²') }],
    overBeta: [
      { beta: 1, rate: 0, relevance: 0 },
      { beta: 1 / 0.81, rate: 0, relevance: 0 },
      ...[1.3, 1.5, 2, 3, 5, 8, 12, 20, 40].map(point),
    ],
    bottleneckLimit: [1.2346, 1.3, 1.5, 2, 3, 5, 8, 12, 20, 40].map(point),
    bottleneck: [2, 5, 20].map((beta) => {
      const { rate, relevance } = point(beta);
      return {
        beta,
        rate: rate + 0.03,
        relevance: relevance - 0.03,
        rateLow: rate - 0.05,
        rateHigh: rate + 0.1,
        relevanceLow: relevance - 0.09,
        relevanceHigh: relevance + 0.02,
      };
    }),
    rateDistortion: [0, 0.5, 1, 1.5, 2, 3].map((rate) => ({ rate, distortion: 2 ** (-2 * rate) })),
  };
}
