import type { Targets } from '../../../data/dataset';
import { likeliest, type Predicted } from '../predicted';

/** The answer about the last target of each sequence. */
export interface Answers {
  /** The place of each among the targets [samples, steps]. */
  readonly places: Int32Array;
  /** The class that the network holds likeliest. */
  readonly told: Int32Array;
  /** The class that is right. */
  readonly right: Int32Array;
  readonly classes: number;
  /** Places of the targets of all sequences. */
  readonly all: number;
}

/** The last place with a target of each sequence, among [samples, steps]; -1 where it has none. */
export const lastTargets = ({ symbols, samples, length }: Targets): Int32Array =>
  Int32Array.from({ length: samples }, (_, row) => {
    for (let place = (row + 1) * length - 1; place >= row * length; place--)
      if ((symbols?.[place] ?? -1) >= 0) return place;
    return -1;
  });

export function answersOf({ probabilities, classes }: Predicted, targets: Targets): Answers {
  const places = lastTargets(targets);
  return {
    places,
    classes,
    told: places.map((place) => likeliest(probabilities, place * classes, classes)),
    right: places.map((place) => targets.symbols?.[place] ?? -1),
    all: probabilities.length / classes,
  };
}

/** How a network answers that reads something else in the place of the sequences. */
export interface Kept {
  /** The mean probability of the answers that it gave before. */
  readonly probability: number;
  /** The share of them that it still gives. */
  readonly share: number;
  /** The share of right answers. */
  readonly accuracy: number;
}

/** @param predicted of copies of the sequences, copy by copy */
export function keptOf({ probabilities }: Predicted, { places, told, right, classes, all }: Answers): Kept {
  const copies = probabilities.length / (classes * all);
  let [probability, same, correct] = [0, 0, 0];
  for (let copy = 0; copy < copies; copy++)
    places.forEach((place, i) => {
      const from = (copy * all + place) * classes;
      const now = likeliest(probabilities, from, classes);
      probability += probabilities[from + told[i]];
      if (now === told[i]) same++;
      if (now === right[i]) correct++;
    });
  const count = copies * places.length;
  return { probability: probability / count, share: same / count, accuracy: correct / count };
}
