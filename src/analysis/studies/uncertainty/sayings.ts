import { unitWord } from '../../../result/units';
import { amount, figure, percent } from '../../../result/format';
import { isGenerated } from '../../../config/schema/data';
import type { Advice, AnalysisResult, Sentence, Uncertainty } from '../../../result/result';
import { cited, type Figure } from '../../sayings/figures';
import type { StudySayings } from '../study';

export const uncertaintySayings: StudySayings = { findings, advice };

/** The share of rejected answers that sentences tell about. */
const rejected = 0.1;

function findings({ studies, config }: AnalysisResult): Sentence[] {
  const all = studies?.uncertainty ?? [];
  if (all.length === 0) return [];
  const last = all[0].parts.length - 1;
  const place = all[0].rejections.findIndex((one) => one.rejected === rejected);
  const areas = all.filter(({ area }) => area !== undefined);
  const three = (value: number): string => value.toFixed(3);
  return [
    cited({
      args: [
        ...(['total', 'data', 'model'] as const).map((part) =>
          meanOf(all, `parts.${last}.${part}`, (one) => one.parts[last][part], amount),
        ),
        all[0].parts[last].time,
        unitWord(config.analysis.unit),
      ],
      message:
        'At step {3} predictions have {0} {4} of doubt on average: {1} are of the data, and {2} of the network, ' +
        'about which networks drawn by dropout disagree.',
    }),
    cited({
      args: [
        meanOf(all, `rejections.0.accuracy`, (one) => one.rejections[0].accuracy, percent),
        meanOf(all, `rejections.${place}.accuracy`, (one) => one.rejections[place].accuracy, percent),
      ],
      message: 'Of all answers {0} are right; without the tenth that has the most doubt, {1} of the others are right.',
    }),
    ...(areas.length === all.length
      ? [
          cited({
            args: [meanOf(all, 'area', ({ area = NaN }) => area, three)],
            message: 'A wrong answer has more doubt than a right one with a probability of {0} (AUROC).',
          }),
        ]
      : []),
    cited({
      args: [
        meanOf(all, 'calibrationError', (one) => one.calibrationError, three),
        meanOf(all, 'errorBefore', (one) => one.errorBefore, three),
        meanOf(all, 'errorAfter', (one) => one.errorAfter, three),
        meanOf(
          all,
          'temperature',
          (one) => one.temperature,
          (value) => value.toFixed(2),
        ),
      ],
      message:
        'Confidence is {0} away from accuracy on average (expected calibration error). A temperature of {3}, fitted ' +
        'to one half of the held-out sequences, takes it from {1} to {2} on the other half.',
    }),
  ];
}

/** Where the network is the larger part of the doubt, more sequences help; where the data are, they do not. */
function advice({ studies, config }: AnalysisResult): Advice[] {
  const all = studies?.uncertainty ?? [];
  if (all.length === 0 || !isGenerated(config.data)) return [];
  const last = all[0].parts.length - 1;
  const of = (part: 'total' | 'model') => meanOf(all, `parts.${last}.${part}`, (one) => one.parts[last][part], amount);
  const [total, model] = [of('total'), of('model')];
  const ratio =
    all.reduce((sum, { parts }) => sum + parts[last].model, 0) /
    all.reduce((sum, { parts }) => sum + parts[last].total, 0);
  if (!(ratio > 0.5)) return [];
  const samples = 2 * config.data.samples;
  return [
    cited({
      kind: 'study',
      severity: 'info',
      args: [model, total, unitWord(config.analysis.unit), samples],
      edits: [{ path: ['data', 'samples'], value: samples }],
      message: '{0} of {1} {2} of doubt are of the network, which more sequences lessen. Try {3} of them.',
    }),
  ];
}

/** The mean over repetitions of a figure of each. */
function meanOf(
  all: readonly Uncertainty[],
  field: string,
  of: (one: Uncertainty) => number,
  print: (value: number) => string = figure,
): Figure {
  return {
    text: print(all.reduce((sum, one) => sum + of(one), 0) / all.length),
    cites: [{ field, by: 'mean', of: all.map(({ repetition }) => ({ in: 'uncertainty', repetition })) }],
  };
}
