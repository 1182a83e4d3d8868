import type { Attribution, Studies } from '../../../src/result/result';

export const attribution = (): Partial<Studies> => ({ attribution: fakeAttribution() });

/** Answers that rest on the diagonal of a picture. */
function fakeAttribution(): Attribution[] {
  const map = [0, 1, 2, 3].map((step) => [0, 1, 2].map((column) => (step === column ? 2 : 0.1)));
  const curve = (slope: number) =>
    [0, 0.25, 0.5, 0.75, 1].map((removed) => {
      const probability = 0.2 + 0.75 * Math.exp(-slope * removed);
      return { removed, probability, accuracy: probability - 0.05 };
    });
  return [1, 2, 3].map((repetition) => ({
    ...{ repetition, by: 'values', sequences: 64, information: 6.9 + 0.1 * repetition, bound: 'upper', kept: 0.95 },
    ...{ even: 25, accuracy: 0.96, accuracyKept: 0.92, map },
    removals: [
      { by: 'information', area: 0.3, curve: curve(4) },
      { by: 'attention', area: 0.5, curve: curve(1.5) },
      { by: 'gradient', area: 0.4, curve: curve(2.5) },
      { by: 'random', area: 0.52, curve: curve(1.2) },
    ],
    ...(repetition === 1 && {
      maps: [
        { sequence: 0, target: '1', predicted: '1', map },
        { sequence: 1, target: '2', predicted: '2', map: map.map((row) => [...row].reverse()) },
      ],
    }),
  }));
}
