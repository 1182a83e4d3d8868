import type { StudyName } from '../../src/config/schema/studies/studyNames';
import type {
  Attribution,
  EnhancePoint,
  GeneralisationPoint,
  RobustnessPoint,
  Studies,
  StudyMethod,
  StudyPoint,
  TranslatedSentence,
  TranslationPoint,
  Uncertainty,
} from '../../src/result/result';

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
          ...(study === 'compress' && {
            table: {
              kibibytes: size / 4,
              codedKibibytes: size / 20,
              codedBits: 5 * size,
              codedLoss: 2 * (1 - accuracy),
            },
          }),
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
  return {
    ...{ points, ranks, robustness: fakeRobustness(), uncertainty: fakeUncertainty(), enhance: fakeEnhance() },
    generalisation: fakeGeneralisation(),
    attribution: fakeAttribution(),
    translation: fakeTranslation(),
    translatedSentences: fakeSentences(),
  };
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

/** A network that gives back most of what noise took. */
function fakeEnhance(): EnhancePoint[] {
  const rows = (noise: number): number[][] =>
    [0, 1, 2].map((step) => [0, 1, 2].map((column) => (step === column ? 1 : 0) + noise * Math.sin(3 * step + column)));
  return [1, 2, 3].map((repetition) => ({
    name: 'lstm',
    repetition,
    errorBefore: 0.16,
    errorAfter: 0.05,
    psnrBefore: 8,
    psnrLine: 11,
    psnrAfter: 13 + 0.1 * repetition,
    gain: 5 + 0.1 * repetition,
    informationBefore: 0.4,
    informationAfter: 0.8,
    ...(repetition === 1 && { picture: { spoiled: rows(0.4), enhanced: rows(0.1), clean: rows(0) } }),
  }));
}

/** Another system, and references that tell less the more of their words are spoiled. */
function fakeTranslation(): TranslationPoint[] {
  const sets = [
    { name: 'lstm', told: 1.4, chrf: 100, bleu: 100 },
    { name: 'out', told: 0.5, chrf: 48, bleu: 22 },
    { name: 'lstm', level: 0.2, told: 0.6, chrf: 76, bleu: 51 },
    { name: 'lstm', level: 0.4, told: -0.3, chrf: 56, bleu: 26 },
  ];
  return [1, 2, 3].flatMap((repetition) =>
    sets.map(({ name, level, told, chrf, bleu }): TranslationPoint => {
      const amount = (value: number, bound: 'none' | 'upper') => ({
        value,
        low: value - 0.3,
        high: value + 0.3,
        bound,
      });
      return {
        ...{ name, ...(level !== undefined && { level }), repetition, sentences: 145, words: 468 },
        ...{ unit: 'bits', estimator: 'decoder', chrf, bleu },
        information: amount(told + 0.02 * repetition, 'none'),
        without: amount(5.3, 'upper'),
        given: amount(5.3 - told - 0.02 * repetition, 'upper'),
      };
    }),
  );
}

function fakeSentences(): TranslatedSentence[] {
  return [-4, -1.5, 0.2, 1.4, 2.6].map((information, i) => ({
    ...{ name: 'lstm', sentence: (7 * i) % 11, words: 3, unit: 'bits' as const, information, chrf: 100 },
    // Words of the data are shown as they are; these are names of layers.
    ...{ source: 'lstm out', reference: 'out lstm', translation: 'out' },
  }));
}
