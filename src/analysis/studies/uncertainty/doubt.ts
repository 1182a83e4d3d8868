import type { Predicted } from '../predicted';

/**
 * The doubt at each place, nats: `total` is the entropy of the mean prediction, `data` the mean entropy of the drawn
 * networks, `model` their difference, the information of a prediction about which network made it (BALD: Houlsby et al.
 * 2011, equation 2; Gal 2016, section 3.3.2).
 */
export interface Doubt {
  readonly total: Float64Array;
  readonly data: Float64Array;
  readonly model: Float64Array;
  /** The mean prediction. */
  readonly mean: Predicted;
}

/** Adds the predictions of drawn networks up, so that none of them has to be kept. */
export class DoubtSum {
  private draws = 0;
  private readonly sums: Float64Array;
  private readonly entropies: Float64Array;

  constructor(
    private readonly places: number,
    private readonly classes: number,
  ) {
    this.sums = new Float64Array(places * classes);
    this.entropies = new Float64Array(places);
  }

  add({ probabilities }: Predicted): void {
    this.draws++;
    for (let i = 0; i < probabilities.length; i++) this.sums[i] += probabilities[i];
    for (let place = 0; place < this.places; place++)
      this.entropies[place] += entropyAt(probabilities, place, this.classes);
  }

  get doubt(): Doubt {
    const { draws, classes } = this;
    const probabilities = this.sums.map((sum) => sum / draws);
    const data = this.entropies.map((sum) => sum / draws);
    const total = Float64Array.from({ length: this.places }, (_, place) => entropyAt(probabilities, place, classes));
    // Entropy is concave; below zero only by rounding.
    const model = total.map((nats, place) => Math.max(0, nats - data[place]));
    return { total, data, model, mean: { classes, probabilities } };
  }
}

/** The entropy of the probabilities at a place, nats. */
function entropyAt(probabilities: Float64Array, place: number, classes: number): number {
  let nats = 0;
  for (let k = place * classes; k < (place + 1) * classes; k++) {
    const p = probabilities[k];
    if (p > 0) nats -= p * Math.log(p);
  }
  return nats;
}
