import { sentence, type Sentence } from '../../base/sentence';
import { studyNames, type StudyName } from '../../config/schema/studies/studyNames';

/** What a study answers, and configs that ship and ask for it: the command of the study opens the first. */
interface Asked {
  readonly question: Sentence;
  readonly examples: readonly Example[];
}

interface Example {
  /** Relative to the folder of the examples. */
  readonly path: string;
  /**
   * Processor time of an analysis with the bundled runtime, rounded up to tens: what it takes on one core, and up to
   * twice what it takes on two. Absent where it was not measured.
   */
  readonly seconds?: number;
}

export interface StudyExample extends Example {
  readonly study: StudyName;
  readonly question: Sentence;
}

const example = (path: string, seconds?: number): Example => ({
  path: `${path}.rnn.json`,
  ...(seconds !== undefined && { seconds }),
});

const asked: Readonly<Record<StudyName, Asked>> = {
  select: { question: sentence('Which input columns are needed?'), examples: [example('speech/columns', 30)] },
  compress: {
    question: sentence('How many units are needed?'),
    examples: [
      example('delayed-copy/fewer-units', 130),
      example('vision/fewer-units', 70),
      example('language/smaller-table', 370),
    ],
  },
  robustness: { question: sentence('Which network withstands noise?'), examples: [example('speech/in-noise', 60)] },
  uncertainty: {
    question: sentence('What are predictions unsure of?'),
    examples: [example('vision/doubt', 50), example('speech/doubt', 40)],
  },
  enhance: { question: sentence('What were the values before the noise?'), examples: [example('vision/enhance', 70)] },
  sweep: {
    question: sentence('Does a bottleneck help with sequences that were not trained on?'),
    examples: [example('language/overfitting')],
  },
  translation: {
    question: sentence('How much does a source tell about each translation?'),
    examples: [example('translation/translation')],
  },
  attribution: { question: sentence('What do answers rest on?'), examples: [example('vision/attribution', 60)] },
};

/** The examples of all studies. */
export const studyExamples: readonly StudyExample[] = studyNames.flatMap((study) => {
  const { question, examples } = asked[study];
  return examples.map((one) => ({ study, question, ...one }));
});
