import type { StudyName } from '../../../src/config/schema/studies/studyNames';
import type { CodedSize, Studies, StudyMethod, StudyPoint, TableSize } from '../../../src/result/result';

const members = 8;

const networkOf = (size: number, codedLoss: number): CodedSize => ({
  kibibytes: size,
  codedKibibytes: size / 5,
  codedLoss,
});

/**
 * A study that chooses among eight members, of which the first of the ranking carry most, over three repetitions.
 * @param tableOf the coded table of a network of this size, where it has one
 */
export function fakeChoosing(study: StudyName, tableOf?: (size: number, loss: number) => TableSize): Partial<Studies> {
  const rate = (size: number, slope: number): number => 0.2 + 0.75 * (1 - Math.exp(-slope * size));
  const points = [1, 2, 3].flatMap((repetition) => {
    const point = (method: StudyMethod, size: number, slope: number): StudyPoint => {
      const accuracy = rate(size, slope) - 0.01 * repetition;
      const loss = 2 * (1 - accuracy);
      return {
        ...{ study, method, size, repetition, accuracy, loss, information: 2 * accuracy, parameters: 90 * size },
        ...(tableOf && { table: tableOf(size, loss), network: networkOf(size, loss) }),
      };
    };
    return [
      ...[2, 4].flatMap((size) => [point('information', size, 0.7), point('random', size, 0.3)]),
      point('all', members, 0.7),
    ];
  });
  const ranks = Array.from({ length: members }, (_, i) => ({
    study,
    place: i + 1,
    name: String((3 * i) % members),
    member: (3 * i) % members,
    relevance: 1 / (i + 1),
    redundancy: i === 0 ? 0 : 0.2,
    score: 1 / (i + 1) - 0.2,
  }));
  return { points, ranks };
}
