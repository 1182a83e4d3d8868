import { isGenerated } from '../../../config/schema/data';
import type { Advice, AnalysisResult } from '../../../result/result';

/** What keeps the numbers themselves from being trusted. */
export function measurementAdvice(result: AnalysisResult): Advice[] {
  const saturated = result.estimates.filter((estimate) => estimate.warnings?.some((text) => /log2? N|ln N|saturat/i.test(text)));
  if (saturated.length === 0) return [];
  const { config, data } = result;
  const { samples } = config.analysis;
  const there = data?.heldOut ?? Infinity;
  const used = Math.min(samples, there);
  const wanted = Math.min(4 * used, isGenerated(config.data) ? Infinity : there);
  const common: Pick<Advice, 'kind' | 'severity'> = { kind: 'measurement', severity: 'info' };
  // A few more samples move a logarithm by nothing.
  if (wanted < 1.5 * used) {
    return [{ ...common, args: [saturated.length, result.estimates.length, used], message: '{0} of {1} estimates stand at the ceiling that {2} samples set (the logarithm of their number), and hardly more are held out: only more data would see beyond it.' }];
  }
  return [{
    ...common, args: [saturated.length, result.estimates.length, used, wanted],
    edits: [...(wanted > there ? [{ path: ['data', 'heldOut'], value: wanted }] : []), { path: ['analysis', 'samples'], value: wanted }],
    message: '{0} of {1} estimates stand at the ceiling that {2} samples set (the logarithm of their number): raise "samples" (to {3}, say) to see beyond it.',
  }];
}
