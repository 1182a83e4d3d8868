import type { StudyName } from '../../src/config/schema/studies/studyNames';
import type { RobustnessPoint, Studies, StudyMethod, StudyPoint } from '../../src/result/result';

const studyNames: readonly StudyName[] = ['select', 'compress'];
const members = 8;

/** Each study with eight members, of which the first of the ranking carry most, over three repetitions. */
export function fakeStudies(): Studies {
  const rate = (size: number, slope: number): number => 0.2 + 0.75 * (1 - Math.exp(-slope * size));
  const points = studyNames.flatMap((study) =>
    [1, 2, 3].flatMap((repetition) => {
      const point = (method: StudyMethod, size: number, slope: number): StudyPoint => {
        const accuracy = rate(size, slope) - 0.01 * repetition;
        return {
          study,
          method,
          size,
          repetition,
          accuracy,
          loss: 2 * (1 - accuracy),
          information: 2 * accuracy,
          parameters: 90 * size,
        };
      };
      return [
        ...[2, 4].flatMap((size) => [point('information', size, 0.7), point('random', size, 0.3)]),
        point('all', members, 0.7),
      ];
    }),
  );
  const ranks = studyNames.flatMap((study) =>
    Array.from({ length: members }, (_, i) => ({
      study,
      place: i + 1,
      name: String((3 * i) % members),
      member: (3 * i) % members,
      relevance: 1 / (i + 1),
      redundancy: i === 0 ? 0 : 0.2,
      score: 1 / (i + 1) - 0.2,
    })),
  );
  return { points, ranks, robustness: fakeRobustness() };
}

/** Two networks, of which the second loses less to noise. */
function fakeRobustness(): RobustnessPoint[] {
  return [1, 2, 3].flatMap((repetition) =>
    ['lstm', 'out'].flatMap((name, place) =>
      [undefined, 10, 0].map((level, i): RobustnessPoint => {
        const accuracy = 0.95 - (place === 0 ? 0.1 : 0.05) * i - 0.01 * repetition;
        const noise = { level, noise: (place === 0 ? 2 : 0.5) * i };
        return {
          ...{ name, repetition, accuracy, loss: 2 * (1 - accuracy), information: 2 * accuracy },
          ...(level !== undefined && noise),
        };
      }),
    ),
  );
}
