import { isLowCertified } from '../../../information/types/assumption';
import { ceilingCodes } from '../../../information/types/warnings';
import { isGenerated } from '../../../config/schema/data';
import { exactLineAt } from '../../../result/exactValues';
import { convert, unitWord } from '../../../result/units';
import { subjectOf } from '../../../result/subject';
import type { Advice, AnalysisResult, Estimate } from '../../../result/result';
import { cited, isUnknown, wholeOf } from '../figures';

const ceilings: ReadonlySet<string> = new Set(ceilingCodes);

/** More samples than this cost more than a finer number is worth: pairs of them are compared. */
const mostSamples = 10_000;

/** A value within this share of the log of its samples is held down by it. */
const nearCeiling = 0.75;

function isAtCeiling({ value, unit, samples, warnings }: Estimate): boolean {
  return (
    (warnings?.some(({ code }) => ceilings.has(code)) ?? false) &&
    convert(value, unit, 'nats') > nearCeiling * Math.log(samples)
  );
}

/** Advice about the measurement itself: why the numbers are not yet reliable. */
export function measurementAdvice(result: AnalysisResult): Advice[] {
  const { config, data } = result;
  const there = data?.heldOut ?? Infinity;
  // Only a certified lower end lets a sentence say "holds at least so much".
  const saturated = result.estimates.filter(
    (estimate) => isLowCertified(estimate) && !isUnknown(estimate) && isAtCeiling(estimate),
  );
  if (saturated.length === 0) return [];
  const used = Math.min(config.analysis.samples, there);
  const most = Math.min(mostSamples, isGenerated(config.data) ? Infinity : there);
  const layers = [...new Set(saturated.map(subjectOf))].join(', ');
  const common: Pick<Advice, 'kind' | 'severity'> = { kind: 'measurement', severity: 'info' };
  const args = [saturated.length, result.estimates.length, used, layers];
  const unit = config.analysis.unit;
  const block = exactLineAt(result, 'entropy', 'X_{1:t}', 'X_{1:t}', data?.length);
  // An estimate cannot be above the logarithm of its samples: four times the number of sequences leaves room for it.
  const needed = block ? Math.ceil(4 * Math.exp(convert(block.value, block.unit, 'nats'))) : Math.min(4 * used, most);
  // The estimate depends on the logarithm of the samples: a few more would not change it.
  if (needed <= most && needed >= 1.5 * used)
    return [
      {
        ...common,
        args: [...args, needed],
        edits: [
          ...(needed > there ? [{ path: ['data', 'heldOut'], value: needed }] : []),
          { path: ['analysis', 'samples'], value: needed },
        ],
        message:
          '{0} of {1} estimates (of {3}) are at the largest value that {2} samples allow (the logarithm of the ' +
          'number of samples). Raise "samples" (try {4}) to raise this limit.',
      },
    ];
  return [
    block
      ? cited({
          ...common,
          args: [...args, wholeOf({ exact: block }), unitWord(unit)],
          message:
            '{0} of {1} estimates (of {3}) are at the largest value that {2} samples allow (the logarithm of the ' +
            'number of samples): the states hold at least so much, and at most the {4} {5} of the input. The ' +
            'limit rises with the logarithm of the number of samples alone.',
        })
      : {
          ...common,
          args,
          message:
            '{0} of {1} estimates (of {3}) are at the largest value that {2} samples allow (the logarithm of the ' +
            'number of samples): the states hold at least so much. The limit rises with the logarithm of the number ' +
            'of samples alone.',
        },
  ];
}
