import type { AnalysisResult, Sentence } from '../../../result/result';
import { figure, negligible } from '../../../result/format';
import { cited, listed } from '../figures';

/**
 * Codes of a sweep that keep nothing although their beta is above the critical one, where the best code keeps
 * something: training collapsed. A code close to the critical beta keeps too little to tell.
 */
export function sweepFindings({ curves, config }: AnalysisResult): Sentence[] {
  const { bottleneck = [], overBeta = [], criticalBetas = [] } = curves;
  const [critical] = criticalBetas;
  if (criticalBetas.length === 0) return [];
  const least = negligible(config.analysis.unit);
  const collapsed = bottleneck.filter(({ beta, rate, relevance }) => {
    const best = overBeta.findLast((point) => point.beta <= beta);
    return beta > critical.beta && best && best.relevance > 2 * least && Math.max(rate, relevance) < least;
  });
  if (collapsed.length === 0) return [];
  return [
    cited({
      message:
        'At beta {0} the trained code keeps nothing, although the best code keeps something above the critical beta ' +
        '{1}: training collapsed there.',
      args: [
        listed(
          collapsed.map(({ beta }) => ({
            name: '',
            figure: { text: figure(beta), cites: [{ field: 'beta', of: [{ in: 'bottleneck', beta }] }] },
          })),
        ),
        { text: figure(critical.beta), cites: [{ field: 'beta', of: [{ in: 'criticalBetas', beta: critical.beta }] }] },
      ],
    }),
  ];
}
