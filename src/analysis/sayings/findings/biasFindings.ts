import { type BiasPoint, biasCurves, biasLeft } from '../../../result/bias';
import { amount, negligible } from '../../../result/format';
import { subjectOf } from '../../../result/subject';
import type { AnalysisResult, Sentence } from '../../../result/result';
import { cited, type Figure } from '../figures';

/** The main estimate that changes most from half of the sequences to all of them. */
export function biasFindings({ bias }: AnalysisResult): Sentence[] {
  const all = biasCurves(bias?.filter(({ beside }) => beside === undefined)).flatMap((curve) => biasLeft(curve) ?? []);
  if (all.length === 0) return [];
  const change = ({ half, whole }: (typeof all)[number]): number => Math.abs(half.value - whole.value);
  const most = all.reduce((a, b) => (change(b) > change(a) ? b : a));
  const { half, whole } = most;
  const ofInput = whole.quantity === 'inputInformation';
  const layer = subjectOf(whole);
  const args = [layer, figureOf(half), half.samples, figureOf(whole), whole.samples, whole.unit];
  if (change(most) < negligible(whole.unit))
    return [
      cited({
        args,
        layer,
        message: ofInput
          ? 'More sequences would hardly change the estimates at the last step. Most changes that of {0} about the ' +
            'input: {1} {5} on {2} sequences, {3} on {4}.'
          : 'More sequences would hardly change the estimates at the last step. Most changes that of {0} about the ' +
            'target: {1} {5} on {2} sequences, {3} on {4}.',
      }),
    ];
  return [
    cited({
      args: [...args, leftOf(most)],
      layer,
      message: ofInput
        ? 'The estimate of {0} about the input depends on the number of sequences: {1} {5} on {2}, {3} on {4}. If ' +
          'the bias falls as 1/N, {6} {5} are left without it. Raise "samples".'
        : 'The estimate of {0} about the target depends on the number of sequences: {1} {5} on {2}, {3} on {4}. If ' +
          'the bias falls as 1/N, {6} {5} are left without it. Raise "samples".',
    }),
  ];
}

const citeOf = ({ quantity, source, target, time, epoch, beside, parts }: BiasPoint) => ({
  in: 'bias' as const,
  ...{ quantity, source, target, epoch, parts },
  ...(time !== undefined && { time }),
  ...(beside !== undefined && { beside }),
});

const figureOf = (point: BiasPoint): Figure => ({
  text: amount(point.value),
  cites: [{ field: 'value', of: [citeOf(point)] }],
});

/** I_N less the change from N/2 to N, which is I if the bias falls as 1/N. */
const leftOf = ({ half, whole }: { readonly half: BiasPoint; readonly whole: BiasPoint }): string =>
  amount(2 * whole.value - half.value);
