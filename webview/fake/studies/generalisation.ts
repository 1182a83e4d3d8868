import type { GeneralisationPoint, Studies } from '../../../src/result/result';

export const generalisation = (): Partial<Studies> => ({ generalisation: fakeGeneralisation() });

/** Losses over beta that are least in the middle, beside a network without a bottleneck. */
function fakeGeneralisation(): GeneralisationPoint[] {
  const point = (way: GeneralisationPoint['way'], repetition: number, held: number, setting?: number) => ({
    ...{ way, repetition, training: held - 0.4, choosing: held - 0.01, reported: held + 0.01 * repetition, epoch: 9 },
    ...(setting !== undefined && { setting }),
    ...(way === 'bottleneck' && { rate: 1 + Math.log10(setting ?? 1) }),
  });
  return [1, 2, 3].flatMap((repetition) => [
    point('plain', repetition, 2.6),
    ...[3, 30, 300].map((beta, i) => point('bottleneck', repetition, [2.7, 2.4, 2.55][i], beta)),
    point('dropout', repetition, 2.5, 0.3),
  ]);
}
