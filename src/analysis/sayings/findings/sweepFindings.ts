import type { AnalysisResult, Sentence } from '../../../result/result';
import { bestCodeAt } from '../../../result/bestCode';
import { amount, figure, negligible } from '../../../result/format';
import { unitWord } from '../../../result/units';
import { cited, listed } from '../figures';

export const sweepFindings = (result: AnalysisResult): Sentence[] => [...achieved(result), ...collapsed(result)];

/** A sentence has no more betas than these. */
const mostBetas = 5;

/** The rates of the trained codes, upper bounds, beside those of the best codes: how much compression was expected. */
function achieved({ curves: { bottleneck = [], overBeta = [] }, config }: AnalysisResult): Sentence[] {
  const pairs = bottleneck.flatMap(({ beta, rate }) => {
    const best = bestCodeAt(overBeta, beta);
    return best ? [{ beta, rate, best: best.rate }] : [];
  });
  if (pairs.length === 0) return [];
  const step = Math.max(1, (pairs.length - 1) / (mostBetas - 1));
  const shown = Array.from(
    { length: Math.min(mostBetas, pairs.length) },
    (_, i) => pairs[Math.min(pairs.length - 1, Math.round(i * step))],
  );
  return [
    cited({
      message:
        'Expected and achieved compression: at beta {0} the best codes have rates of {1} {3}; the trained codes have ' +
        'at most {2}.',
      args: [
        listed(
          shown.map(({ beta }) => ({
            name: '',
            figure: { text: figure(beta), cites: [{ field: 'beta', of: [{ in: 'bottleneck', beta }] }] },
          })),
        ),
        listed(
          shown.map(({ beta, best }) => ({
            name: '',
            figure: { text: amount(best), cites: [{ field: 'rate', of: [{ in: 'bestCodes', beta }] }] },
          })),
        ),
        listed(
          shown.map(({ beta, rate }) => ({
            name: '',
            figure: { text: amount(rate), cites: [{ field: 'rate', of: [{ in: 'bottleneck', beta }] }] },
          })),
        ),
        unitWord(config.analysis.unit),
      ],
    }),
  ];
}

/**
 * Codes of a sweep that keep nothing although their beta is above the critical one, where the best code keeps
 * something: training collapsed. A code close to the critical beta keeps too little to tell.
 */
function collapsed({ curves, config }: AnalysisResult): Sentence[] {
  const { bottleneck = [], overBeta = [], criticalBetas = [] } = curves;
  const [critical] = criticalBetas;
  if (criticalBetas.length === 0) return [];
  const least = negligible(config.analysis.unit);
  const empty = bottleneck.filter(({ beta, rate, relevance }) => {
    const best = overBeta.findLast((point) => point.beta <= beta);
    return beta > critical.beta && best && best.relevance > 2 * least && Math.max(rate, relevance) < least;
  });
  if (empty.length === 0) return [];
  return [
    cited({
      message:
        'At beta {0} the trained code keeps nothing, although the best code keeps something above the critical beta ' +
        '{1}: training collapsed there.',
      args: [
        listed(
          empty.map(({ beta }) => ({
            name: '',
            figure: { text: figure(beta), cites: [{ field: 'beta', of: [{ in: 'bottleneck', beta }] }] },
          })),
        ),
        { text: figure(critical.beta), cites: [{ field: 'beta', of: [{ in: 'criticalBetas', beta: critical.beta }] }] },
      ],
    }),
  ];
}
