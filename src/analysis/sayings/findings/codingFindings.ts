import type { AnalysisResult, Sentence } from '../../../result/result';

/** What the range coder made of the codes of entropy bottlenecks, at the last analysed epoch. */
export function codingFindings(result: AnalysisResult): Sentence[] {
  const codings = result.coding ?? [];
  const last = Math.max(...codings.map(({ epoch }) => epoch));
  return codings.filter(({ epoch }) => epoch === last).map(({ layer, symbols, modelBits, streamBits, overhead, decoded }): Sentence => {
    if (!decoded) return { message: '{0}: the range coder did not give the held-out codes back; its stream is worth nothing.', args: [layer], layer };
    const args = [layer, symbols, Math.round(streamBits / 8), (modelBits / symbols).toFixed(3), (100 * overhead).toFixed(2)];
    return { message: '{0} writes {1} held-out symbols into {2} bytes: {3} bits a symbol by its density, {4} % more by the range coder, which gives the same symbols back.', args, layer };
  });
}
