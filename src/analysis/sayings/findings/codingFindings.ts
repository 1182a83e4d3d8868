import type { AnalysisResult, Sentence } from '../../../result/result';
import { cited, codingOf } from '../figures';

/** The lengths of the codes of entropy bottlenecks by the range coder, at the last analysed epoch. */
export function codingFindings(result: AnalysisResult): Sentence[] {
  const codings = result.coding ?? [];
  const last = Math.max(...codings.map(({ epoch }) => epoch));
  return codings
    .filter(({ epoch }) => epoch === last)
    .map((coding): Sentence => {
      const { layer, symbols, decoded } = coding;
      if (!decoded)
        return {
          message:
            '{0}: the range coder did not decode its stream back to the held-out codes. The stream and its ' +
            'length are not valid.',
          args: [layer],
          layer,
        };
      const isLess = coding.overhead < 0;
      const args = [
        layer,
        codingOf(coding, 'symbols', 1, (value) => value),
        codingOf(coding, 'streamBits', 1 / 8, Math.round),
        codingOf(coding, 'modelBits', 1 / symbols, (value) => value.toFixed(3)),
        codingOf(coding, 'overhead', isLess ? -100 : 100, (value) => value.toFixed(2)),
      ];
      // The coder counts in whole numbers, and now and then rounds in favour of what it codes.
      return cited({
        message: isLess
          ? '{0} encodes {1} integers of the held-out codes in {2} bytes. Its learned density gives {3} bits per ' +
            'integer; the range coder needs {4} % less and decodes to the same integers.'
          : '{0} encodes {1} integers of the held-out codes in {2} bytes. Its learned density gives {3} bits per ' +
            'integer; the range coder needs {4} % more and decodes to the same integers.',
        args,
        layer,
      });
    });
}
