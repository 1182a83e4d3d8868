import { ceilingCodes } from '../../../information/types/warnings';
import { isGenerated } from '../../../config/schema/data';
import type { Advice, AnalysisResult } from '../../../result/result';

const ceilings: ReadonlySet<string> = new Set(ceilingCodes);

/** Advice about the measurement itself: why the numbers are not yet reliable. */
export function measurementAdvice(result: AnalysisResult): Advice[] {
  const saturated = result.estimates.filter((estimate) => estimate.warnings?.some(({ code }) => ceilings.has(code)));
  if (saturated.length === 0) return [];
  const { config, data } = result;
  const { samples } = config.analysis;
  const there = data?.heldOut ?? Infinity;
  const used = Math.min(samples, there);
  const wanted = Math.min(4 * used, isGenerated(config.data) ? Infinity : there);
  const common: Pick<Advice, 'kind' | 'severity'> = { kind: 'measurement', severity: 'info' };
  // The estimate depends on the logarithm of the samples: a few more would not change it.
  if (wanted < 1.5 * used) {
    return [
      {
        ...common,
        args: [saturated.length, result.estimates.length, used],
        message:
          '{0} of {1} estimates are at the largest value that {2} samples allow (the logarithm of the number ' +
          'of samples). The held-out set has hardly more samples: only more data would raise this limit.',
      },
    ];
  }
  return [
    {
      ...common,
      args: [saturated.length, result.estimates.length, used, wanted],
      edits: [
        ...(wanted > there ? [{ path: ['data', 'heldOut'], value: wanted }] : []),
        { path: ['analysis', 'samples'], value: wanted },
      ],
      message:
        '{0} of {1} estimates are at the largest value that {2} samples allow (the logarithm of the number of ' +
        'samples). Raise "samples" (try {3}) to raise this limit.',
    },
  ];
}
