import type { Random } from '../../../base/random';
import { sentence, type Sentence } from '../../../base/sentence';
import type { EvidenceTrialName } from '../../../config/schema/trialsData';

/** What one trial shows: the mean of every stream of evidence, in units of the config's (undefined: none). */
interface Shown {
  readonly streams: readonly (number | undefined)[];
  readonly cues: readonly number[];
  readonly answer: 0 | 1;
}

/** Trials whose streams of noisy evidence show signs; the answer is the sign of those that count. */
export interface EvidenceKind {
  readonly title: () => Sentence;
  /** Names of the features: the fixation, the streams, the cues. */
  readonly columns: readonly string[];
  /** @param coherence draws one */
  readonly draw: (random: Random, coherence: () => number) => Shown;
  /** Streams of the answer's evidence in each condition, all equally likely; everyone sees which one it is. */
  readonly counting: readonly number[];
}

const signOf = (random: Random): 1 | -1 => (random.integer(2) === 1 ? 1 : -1);
const answerOf = (shown: number): 0 | 1 => (shown > 0 ? 1 : 0);

export const evidenceKinds: Readonly<Record<EvidenceTrialName, EvidenceKind>> = {
  evidence: {
    title: () => sentence('accumulation of evidence'),
    columns: ['fixation', 'evidence'],
    draw: (random, coherence) => {
      const sign = signOf(random);
      return { streams: [sign * coherence()], cues: [], answer: answerOf(sign) };
    },
    counting: [1],
  },
  context: {
    title: () => sentence('decision by context'),
    columns: ['fixation', 'motion', 'colour', 'context: motion', 'context: colour'],
    // Coherences are independent: else the stream that does not count would say how much the other one is worth.
    draw: (random, coherence) => {
      const signs = [signOf(random), signOf(random)];
      const relevant = random.integer(2);
      return {
        streams: signs.map((sign) => sign * coherence()),
        cues: [1 - relevant, relevant],
        answer: answerOf(signs[relevant]),
      };
    },
    counting: [1],
  },
  multisensory: {
    title: () => sentence('evidence of two senses'),
    columns: ['fixation', 'vision', 'hearing'],
    // With one coherence for both, their sum is all that counts.
    draw: (random, coherence) => {
      const sign = signOf(random);
      const mean = sign * coherence();
      const senses = random.integer(3);
      return {
        streams: [senses === 1 ? undefined : mean, senses === 0 ? undefined : mean],
        cues: [],
        answer: answerOf(sign),
      };
    },
    counting: [1, 1, 2],
  },
};
