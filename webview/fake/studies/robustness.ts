import type { RobustnessPoint, Studies } from '../../../src/result/result';

export const robustness = (): Partial<Studies> => ({ robustness: fakeRobustness() });

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
