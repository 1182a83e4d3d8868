import type { Random } from '../../../base/random';
import type { PreparedVariable } from '../../job/preparedVariable';
import { randomTanhFeatures, standardisedColumns, whitenedFeatures, type Features } from './features';
import type { Fold } from './folds';
import { RidgeBasis } from './ridge';

const randomUnits = 96;
/** A perceptron is trained only where random features exceed a linear read-out by this out-of-fold R^2. */
const worthwhileGain = 0.01;

/** The work on one state that the decoders of all targets share, each part done on first use. */
export class StateFeatures {
  private features: Features | undefined;
  private bases: { linear: RidgeBasis; curved: RidgeBasis } | undefined;

  /**
   * @param order the shuffled order of the rows
   * @param random the probe's stream of random numbers
   * @param pause called between pieces of work
   */
  constructor(
    private readonly state: PreparedVariable,
    private readonly order: Int32Array,
    private readonly folds: Fold[],
    private readonly random: Random,
    private readonly pause: () => Promise<void>,
  ) {}

  /** The whitened features of the state, rows in the shuffled order. */
  whitened(): Features {
    if (this.features === undefined) {
      const { values, dimensions } = standardisedColumns(this.state);
      this.features = whitenedFeatures(values, this.order.length, dimensions, this.order);
    }
    return this.features;
  }

  /** Ridge regressions on the features themselves, and on random tanh units of them. */
  async ridges(): Promise<{ linear: RidgeBasis; curved: RidgeBasis }> {
    if (this.bases === undefined) {
      const features = this.whitened();
      await this.pause();
      const curved = randomTanhFeatures(features, randomUnits, this.random.fork('features'));
      await this.pause();
      this.bases = {
        linear: await RidgeBasis.of(features, this.folds, 0.01, this.pause),
        curved: await RidgeBasis.of(curved, this.folds, 0.03, this.pause),
      };
    }
    return this.bases;
  }

  /** Whether the labels depend on the state in a way that a linear read-out misses. */
  async curves(alphabet: number, labels: Int32Array): Promise<boolean> {
    const { linear, curved } = await this.ridges();
    await this.pause();
    const hot = new Float64Array(labels.length * alphabet);
    labels.forEach((label, i) => (hot[i * alphabet + label] = 1));
    const straight = squaredError(hot, await linear.predict(hot, alphabet, this.pause));
    const bent = squaredError(hot, await curved.predict(hot, alphabet, this.pause));
    const counts = new Float64Array(alphabet);
    for (const label of labels) counts[label]++;
    let whole = 0;
    for (const count of counts) whole += count * (1 - count / labels.length);
    return straight - bent > worthwhileGain * whole;
  }
}

/** The sum of squared differences. */
export function squaredError(targets: Float64Array, predictions: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < targets.length; i++) sum += (targets[i] - predictions[i]) ** 2;
  return sum;
}
