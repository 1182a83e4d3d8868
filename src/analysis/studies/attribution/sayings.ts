import { amount, percent, roundedUp } from '../../../result/format';
import type { Advice, AnalysisResult, Attribution, RemovedBy, Sentence } from '../../../result/result';
import { cited, type Figure } from '../../sayings/figures';
import type { StudySayings } from '../study';

export const attributionSayings: StudySayings = { findings, advice };

function findings({ studies, config }: AnalysisResult): Sentence[] {
  const all = studies?.attribution ?? [];
  if (all.length === 0) return [];
  const { unit } = config.analysis;
  const information = meanOf(all, 'information', (one) => one.information, roundedUp(amount));
  const kept = meanOf(all, 'kept', (one) => one.kept, percent);
  const isEven = all.every(({ even }) => even !== undefined);
  return [
    isEven
      ? cited({
          args: [information, unit, kept, meanOf(all, 'even', ({ even = NaN }) => even, amount)],
          message:
            'Answers rest on at most {0} {1} of a sequence on average: with noise on all else the network keeps {2} ' +
            'of them. The same noise everywhere has to let {3} {1} through to keep as many.',
        })
      : cited({
          args: [information, unit, kept],
          message:
            'Answers rest on at most {0} {1} of a sequence on average: with noise on all else the network keeps {2} ' +
            'of them.',
        }),
    ...removalFindings(all),
  ];
}

function removalFindings(all: readonly Attribution[]): Sentence[] {
  const of = (by: RemovedBy): Figure | undefined => {
    const place = all[0].removals.findIndex((one) => one.by === by);
    return place < 0 ? undefined : meanOf(all, `removals.${place}.area`, (one) => one.removals[place].area, percent);
  };
  const [information, attention, gradient, random] = [of('information'), of('attention'), of('gradient'), of('random')];
  if (!information || !gradient || !random) return [];
  return [
    attention
      ? cited({
          args: [information, attention, gradient, random],
          message:
            'As steps are replaced by the mean, answers have a probability of {0} on average if those with the most ' +
            'information go first, of {1} by attention, {2} by the size of gradients, and {3} at random: the lower, ' +
            'the better the steps are found.',
        })
      : cited({
          args: [information, gradient, random],
          message:
            'As steps are replaced by the mean, answers have a probability of {0} on average if those with the most ' +
            'information go first, of {1} by the size of gradients, and {2} at random: the lower, the better the ' +
            'steps are found.',
        }),
  ];
}

/** Fewer answers than this share are too few to say what they rest on, and so many leave room for more noise. */
const [few, many] = [0.9, 0.99];

/** Another weight, where the noise takes answers away, or where it could be larger. */
function advice({ studies, config }: AnalysisResult): Advice[] {
  const all = studies?.attribution ?? [];
  const beta = config.attribution?.beta;
  if (all.length === 0 || beta === undefined) return [];
  const share = all.reduce((sum, { kept }) => sum + kept, 0) / all.length;
  const kept = meanOf(all, 'kept', (one) => one.kept, percent);
  const rounded = (value: number): number => Number(value.toPrecision(2));
  const edits = (value: number): Advice['edits'] => [{ path: ['attribution', 'beta'], value }];
  const [smaller, larger] = [rounded(beta / 4), rounded(4 * beta)];
  if (share < few)
    return [
      cited({
        kind: 'study',
        severity: 'info',
        args: [kept, smaller],
        edits: edits(smaller),
        message:
          'The noise leaves {0} of the answers as they are, so that the map has less than they rest on. ' +
          'Try a "beta" of {1}.',
      }),
    ];
  if (share > many && larger <= 100)
    return [
      cited({
        kind: 'study',
        severity: 'info',
        args: [kept, larger],
        edits: edits(larger),
        message: 'The noise leaves {0} of the answers as they are. Try a "beta" of {1} for a sparser map.',
      }),
    ];
  return [];
}

/** The mean over repetitions of a figure of each. */
function meanOf(
  all: readonly Attribution[],
  field: string,
  of: (one: Attribution) => number,
  print: (value: number) => string,
): Figure {
  return {
    text: print(all.reduce((sum, one) => sum + of(one), 0) / all.length),
    cites: [{ field, by: 'mean', of: all.map(({ repetition }) => ({ in: 'attribution', repetition })) }],
  };
}
