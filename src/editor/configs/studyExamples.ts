import { sentence, type Sentence } from '../../base/sentence';
import { studyCommands, type StudyCommandId } from '../../contributions';

/** A config that ships and asks for a study. */
export interface StudyExample {
  /** The command that opens it; the first of several examples of a command is its own. */
  readonly command: StudyCommandId;
  /** What the study answers. */
  readonly question: Sentence;
  /** Relative to the folder of the examples. */
  readonly path: string;
  /** What an analysis takes on two cores of 2023 with the bundled runtime, rounded up. */
  readonly seconds: number;
}

const {
  studyColumns,
  studyUnits,
  studyNoise,
  studyDoubt,
  studyEnhancement,
  studyOverfitting,
  studyTranslation,
  studyAttribution,
} = studyCommands;

const questions: Readonly<Record<StudyCommandId, Sentence>> = {
  [studyColumns]: sentence('Which input columns are needed?'),
  [studyUnits]: sentence('How many units are needed?'),
  [studyNoise]: sentence('Which network withstands noise?'),
  [studyDoubt]: sentence('What are predictions unsure of?'),
  [studyEnhancement]: sentence('What were the values before the noise?'),
  [studyOverfitting]: sentence('Does a bottleneck help with sequences that were not trained on?'),
  [studyTranslation]: sentence('How much does a source tell about each translation?'),
  [studyAttribution]: sentence('What do answers rest on?'),
};

const example = (command: StudyCommandId, path: string, seconds: number): StudyExample => ({
  command,
  question: questions[command],
  path: `${path}.rnn.json`,
  seconds,
});

/** The examples of all studies. */
export const studyExamples: readonly StudyExample[] = [
  example(studyColumns, 'speech/columns', 15),
  example(studyUnits, 'delayed-copy/fewer-units', 60),
  example(studyUnits, 'vision/fewer-units', 60),
  example(studyUnits, 'language/smaller-table', 120),
  example(studyNoise, 'speech/in-noise', 40),
  example(studyDoubt, 'vision/doubt', 30),
  example(studyDoubt, 'speech/doubt', 20),
  example(studyEnhancement, 'vision/enhance', 30),
  example(studyOverfitting, 'language/overfitting', 180),
  example(studyTranslation, 'translation/translation', 180),
  example(studyAttribution, 'vision/attribution', 60),
];
