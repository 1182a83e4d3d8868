import type { AnalysisResult, Sentence } from '../../../result/result';

/** The lengths of the codes of entropy bottlenecks by the range coder, at the last analysed epoch. */
export function codingFindings(result: AnalysisResult): Sentence[] {
  const codings = result.coding ?? [];
  const last = Math.max(...codings.map(({ epoch }) => epoch));
  return codings
    .filter(({ epoch }) => epoch === last)
    .map(({ layer, symbols, modelBits, streamBits, overhead, decoded }): Sentence => {
      if (!decoded)
        return {
          message:
            '{0}: the range coder did not decode its stream back to the held-out codes. The stream and its ' +
            'length are not valid.',
          args: [layer],
          layer,
        };
      const args = [
        layer,
        symbols,
        Math.round(streamBits / 8),
        (modelBits / symbols).toFixed(3),
        (100 * overhead).toFixed(2),
      ];
      return {
        message:
          '{0} encodes {1} held-out symbols in {2} bytes. Its learned density gives {3} bits per symbol; the ' +
          'range coder needs {4} % more and decodes to the same symbols.',
        args,
        layer,
      };
    });
}
