import { sentence, verbatim, type Sentence } from '../../base/sentence';
import type { AnalysisResult } from '../result';
import { roundingTolerance, type DifferingNumber, type Sameness } from './sameNumbers';

type Environment = AnalysisResult['environment'];

/** Numbers that are named. */
const named = 10;

/**
 * Whether a run gave the numbers of the kept one, and what stands in the way of it: the verdict first, then another
 * backend or version, then the numbers that differ.
 */
export function samenessWords(found: Sameness, before: Environment, after: Environment): Sentence[] {
  const { differing } = found;
  return [
    verdictSentence(found),
    ...(found.alone === 0 ? [] : [sentence('{0} numbers occur in only one of the two runs.', found.alone)]),
    ...environmentSentences(before, after),
    ...differing.slice(0, named).map(differenceSentence),
    ...(differing.length > named ? [sentence('… and {0} more.', differing.length - named)] : []),
  ];
}

function verdictSentence({ verdict, compared, unequal, largest, differing }: Sameness): Sentence {
  switch (verdict) {
    case 'equal':
      return sentence('The numbers are the same: all {0} of them, to the last bit.', compared);
    case 'rounding':
      return sentence(
        'The numbers are the same within rounding: {0} of {1} differ, by at most {2} of their size.',
        unequal,
        compared,
        largest.toExponential(1),
      );
    case 'different':
      if (differing.length === 0) return sentence('The two runs do not have the same numbers.');
      return sentence(
        'The numbers are not the same: {0} of {1} differ by more than rounding ({2} of their size).',
        differing.length,
        compared,
        String(roundingTolerance),
      );
  }
}

function environmentSentences(before: Environment, after: Environment): Sentence[] {
  const text = ({ backend, version, recurrentKernel }: Environment): string =>
    `${backend} ${version}, ${recurrentKernel}`;
  return text(before) === text(after)
    ? []
    : [
        sentence(
          'The kept run was computed by {0}, and this one by {1}, so the last digits may differ.',
          text(before),
          text(after),
        ),
      ];
}

/** Nine digits: all that single precision has. */
const digits = (value: number): string => String(Number(value.toPrecision(9)));

const differenceSentence = ({ name, before, after }: DifferingNumber): Sentence =>
  verbatim(`${name}: ${digits(before)} → ${digits(after)}`);
