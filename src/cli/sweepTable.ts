import { inEnglish } from '../base/sentence';
import { bestCodeAt } from '../result/bestCode';
import type { AnalysisResult } from '../result/result';
import { table } from './table';

const barWidth = 30;

/**
 * The curve of a sweep, one row per beta: rate and relevance of the trained code, and of the best code at that beta.
 */
export function sweepTable({ curves, config }: AnalysisResult): string[] {
  const { bottleneck = [], overBeta = [], criticalBetas = [] } = curves;
  if (bottleneck.length === 0) return [];
  const { unit } = config.analysis;
  const top = Math.max(...bottleneck.map(({ relevance }) => relevance), 1e-9);
  const rows = bottleneck.map(({ beta, rate, rateLow, rateHigh, relevance, relevanceLow, relevanceHigh }) => {
    const best = bestCodeAt(overBeta, beta);
    return [
      beta.toPrecision(3),
      `≤${amount(rate)} ${interval(rateLow, rateHigh)}`,
      `${amount(relevance)} ${interval(relevanceLow, relevanceHigh)}`,
      best ? amount(best.rate) : '–',
      best ? amount(best.relevance) : '–',
      '█'.repeat(Math.round((Math.max(0, relevance) / top) * barWidth)),
    ];
  });
  return [
    `Sweep over beta, ${unit} (rate: an upper bound on I(X;Z); relevance: I(Z;Y); bars: relevance)`,
    ...table(['beta', 'rate', 'relevance', 'exact rate', 'exact relevance', ''], rows),
    ...criticalBetas.map(({ beta, name }) => `  critical beta ${beta.toPrecision(4)} (${inEnglish(name)})`),
  ];
}

const amount = (value: number): string => Math.max(0, value).toFixed(2);

const interval = (low: number | undefined, high: number | undefined): string =>
  low === undefined || high === undefined ? '' : `[${amount(low)}, ${amount(high)}]`;
