import type { Studies, Uncertainty } from '../../../src/result/result';

export const uncertainty = (): Partial<Studies> => ({ uncertainty: fakeUncertainty() });

/** Doubt that falls with the steps, and a network that is a little too sure. */
function fakeUncertainty(): Uncertainty[] {
  const parts = (data: number, model: number) => ({ total: data + model, data, model });
  return [1, 2, 3].map((repetition) => ({
    repetition,
    accuracy: 0.9,
    loss: 0.4,
    parts: [1, 2, 3, 4].map((time) => ({ time, ...parts(1.2 / time, 0.3 / time + 0.01 * repetition) })),
    bins: [0.35, 0.55, 0.75, 0.95].map((confidence, i) => ({ confidence, accuracy: 0.9 * confidence, count: 10 ** i })),
    calibrationError: 0.08,
    temperature: 1.4,
    errorBefore: 0.08,
    errorAfter: 0.03,
    area: 0.9,
    rejections: [0, 0.1, 0.2, 0.3, 0.5].map((rejected) => ({ rejected, accuracy: 0.9 + 0.19 * rejected })),
    most: [14, 3, 77].map((sequence, i) => ({
      sequence,
      time: 4,
      ...parts(1 - 0.1 * i, 0.5),
      target: '1',
      predicted: '2',
      confidence: 0.4,
    })),
  }));
}
