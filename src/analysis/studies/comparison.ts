import type { StudyName } from '../../config/schema/studies/studyNames';
import type { AnalysisResult, StudyMethod, StudyPoint } from '../../result/result';
import { percent } from '../../result/format';
import { meanOf, type OverRepetitions, overRepetitions, sizesOf, type StudySize } from '../../result/studySummary';
import type { Figure } from '../sayings/figures';

/** A size counts as enough where its mean accuracy is at most this far below that of all members. */
const enough = 0.02;
/** The same for a loss: this part above it. */
const enoughLoss = 0.05;

/** The sizes of a study, with the network of all members as the measure. */
export class StudyComparison {
  readonly all: StudySize | undefined;
  /** Chosen by information, ascending. */
  readonly chosen: readonly StudySize[];
  private readonly sizes: readonly StudySize[];

  constructor(result: AnalysisResult, study: StudyName) {
    this.sizes = sizesOf(result.studies, study);
    this.all = this.sizes.find(({ method }) => method === 'all');
    this.chosen = this.sizes.filter(({ method }) => method === 'information');
  }

  /** The smallest size that does as well as all members, and from which on every larger one does. */
  get smallest(): StudySize | undefined {
    const fails = this.chosen.findLastIndex((size) => !this.isEnough(size));
    return this.chosen.at(fails + 1);
  }

  rival(method: StudyMethod, size: number): StudySize | undefined {
    return this.sizes.find((other) => other.method === method && other.size === size);
  }

  private isEnough({ points }: StudySize): boolean {
    const all = this.all?.points ?? [];
    const [own, whole] = [overRepetitions(points, 'accuracy'), overRepetitions(all, 'accuracy')];
    if (own && whole) return own.value >= whole.value - enough;
    const [ownLoss, wholeLoss] = [overRepetitions(points, 'loss'), overRepetitions(all, 'loss')];
    return ownLoss !== undefined && wholeLoss !== undefined && ownLoss.value <= (1 + enoughLoss) * wholeLoss.value;
  }
}

/** How sure it is that a size does as well as all members. */
export type Sureness = 'shown' | 'notExcluded' | 'oneRepetition';

/**
 * 'shown' where the 95 % interval of the mean difference of accuracies in pairs of repetitions lies above the loss that
 * counts as none.
 */
export function surenessOf(one: StudySize, all: StudySize): Sureness {
  const difference = differenceOf(one, all);
  if (!difference) return 'oneRepetition';
  return difference.low >= -enough ? 'shown' : 'notExcluded';
}

/**
 * Whether one choice has the better accuracy in pairs of repetitions: the 95 % interval of the mean difference lies
 * above zero.
 */
export const isAhead = (one: StudySize, other: StudySize): boolean => (differenceOf(one, other)?.low ?? 0) > 0;

/** The mean difference of accuracies in pairs of repetitions; undefined where fewer than two have both. */
function differenceOf(one: StudySize, other: StudySize): OverRepetitions | undefined {
  const differences = one.points.flatMap((point) => {
    const pair = other.points.find(({ repetition }) => repetition === point.repetition);
    return pair?.accuracy === undefined || point.accuracy === undefined ? [] : [point.accuracy - pair.accuracy];
  });
  return differences.length > 1 ? meanOf(differences, -1, 1) : undefined;
}

/** Sizes for a sentence: a single one is a number. */
export const sizesSaid = (sizes: readonly number[]): string | number =>
  sizes.length === 1 ? sizes[0] : sizes.join(', ');

/** The mean accuracy over repetitions. */
export const accuracyOf = ({ points }: StudySize): Figure => meanFigure(points, 'accuracy', percent);

export function meanFigure(
  points: readonly StudyPoint[],
  field: 'accuracy' | 'loss' | 'information',
  print: (value: number) => string,
): Figure {
  return {
    text: print(overRepetitions(points, field)?.value ?? NaN),
    cites: [
      {
        field,
        by: 'mean',
        of: points.map(({ study, method, size, repetition }) => ({ in: 'studies', study, method, size, repetition })),
      },
    ],
  };
}
