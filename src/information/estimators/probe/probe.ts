import { sentence } from '../../../base/sentence';
import { breathe } from '../../../base/cancellation';
import { roundedTies } from '../copula/copulaGrounds';
import { gaussianPart } from '../copula/gaussianPart';
import { solveLower } from '../../numerics/cholesky';
import { Random } from '../../../base/random';
import { InputError } from '../../../base/userError';
import { withLikelihoodKernel } from '../../numerics/kernels/likelihoodKernel';
import { meanAndVariance, type Measurement } from '../../types/measurement';
import type { EstimatorOptions } from '../../types/estimate';
import type { PreparedVariable } from '../../job/preparedVariable';
import { classDensities, type ClassDensities } from './classDensities';
import { decoderBound, heldOutBound, pluginEntropy } from './decoderBound';
import { DecoderMemory } from './decoderMemory';
import { discriminantStages } from './discriminant';
import { chooseOutside, foldsOf, type Fold, type Stages } from './folds';
import { logisticStages } from './logistic';
import { perceptronStages } from './mlp';
import { gaussianLogRatios } from './gaussianHead';
import { neighborStages } from './neighborDecoder';
import { squaredError, StateFeatures } from './stateFeatures';

const defaultFolds = 5;
/**
 * Decoders of one state, trained and evaluated by cross-fitting. The work on the state (whitening, random features,
 * factored Gram matrices) is done once for all targets.
 */
export class Probe {
  private readonly order: Int32Array;
  private readonly folds: Fold[];
  private readonly random: Random;
  private readonly shared: StateFeatures;
  private lastBreath = performance.now();

  constructor(
    state: PreparedVariable,
    seed: number,
    private readonly settings: NonNullable<EstimatorOptions['probe']>,
    private readonly effort: NonNullable<EstimatorOptions['effort']>,
    private readonly signal?: AbortSignal,
  ) {
    const { samples } = state.variable;
    if (samples < 20)
      throw new InputError(
        sentence(
          'The probe needs at least 20 samples, because it trains on parts of them. "{0}" has {1}.',
          state.variable.name,
          samples,
        ),
      );
    this.random = new Random(seed).fork('probe');
    this.order = this.random.fork('folds').permutation(samples);
    const { folds = defaultFolds } = settings;
    if (!Number.isInteger(folds) || folds < 2 || folds > samples / 4) {
      throw new InputError(
        sentence(
          'The number of folds of the probe is {0}, but must be a whole number from 2 to a quarter of the {1} samples.',
          folds,
          samples,
        ),
      );
    }
    this.folds = foldsOf(samples, folds);
    this.shared = new StateFeatures(state, this.order, this.folds, this.random, this.resting);
  }

  /**
   * A lower bound on I(state; Y) in nats, Y discrete: H(Y) minus the held-out cross-entropy of a multinomial logistic
   * read-out, quadratic discriminants, nearest neighbours (with effort 'thorough') or a small perceptron, whichever is
   * better (Barber and Agakov 2003; Pimentel et al. 2020). The perceptron is trained where random features predict
   * better than a linear read-out. A decoder may miss any amount, so the upper
   * limit is that of H(Y).
   * @throws InputError where there are too many classes for the samples
   */
  async discrete(target: PreparedVariable): Promise<Measurement> {
    const { logLikelihoods, labels } = await this.heldOut(target);
    return decoderBound(logLikelihoods, labels, target.symbols.counts);
  }

  /** ln q(y|state) of each row in the original order, by a decoder that was trained on other rows; Y discrete. */
  async pointwise(target: PreparedVariable): Promise<Float64Array> {
    const { logLikelihoods } = await this.heldOut(target);
    const rows = new Float64Array(logLikelihoods.length);
    this.order.forEach((row, i) => (rows[row] = logLikelihoods[i]));
    return rows;
  }

  private async heldOut(target: PreparedVariable): Promise<{ logLikelihoods: Float64Array; labels: Int32Array }> {
    const { codes, alphabet, counts } = target.symbols;
    const samples = codes.length;
    if (alphabet > samples / 4) {
      throw new InputError(
        sentence(
          '"{0}" has {1} symbols in {2} samples, which are too many for a decoder to learn.',
          target.variable.name,
          alphabet,
          samples,
        ),
      );
    }
    const labels = Int32Array.from(this.order, (row) => codes[row]);
    const features = this.shared.whitened();
    const entropy = pluginEntropy(counts, samples);
    const logLikelihoods = await withLikelihoodKernel((kernel) =>
      this.decode(new DecoderMemory(kernel, features, labels, alphabet), entropy),
    );
    return { logLikelihoods, labels };
  }

  /** I(state; Y) in nats, Y discrete, by normal densities within classes; undefined where these are too many. */
  async classes(target: PreparedVariable): Promise<ClassDensities | undefined> {
    const { codes, alphabet } = target.symbols;
    const labels = Int32Array.from(this.order, (row) => codes[row]);
    return classDensities(this.shared.whitened(), labels, alphabet, this.folds, this.resting);
  }

  /**
   * A lower bound on I(state; Y) in nats, Y one continuous column: the entropy of the normal scores of Y minus the
   * held-out cross-entropy of a Gaussian around a linear regression or one on random tanh features, whichever is
   * better. Several columns of Y enter as a Gaussian vector, by the covariances of the residuals and of Y; this is no
   * strict bound, since normal scores need not be jointly Gaussian.
   */
  async continuous(target: PreparedVariable): Promise<Measurement> {
    const { samples, dimensions } = target.variable;
    const scores = new Float64Array(samples * dimensions);
    this.order.forEach((row, i) =>
      scores.set(target.scores.subarray(row * dimensions, (row + 1) * dimensions), i * dimensions),
    );
    const { linear, curved } = await this.shared.ridges();
    const candidates: Float64Array[] = [];
    for (const basis of [linear, curved]) {
      candidates.push(
        await gaussianLogRatios(
          scores,
          await basis.predict(scores, dimensions, this.resting),
          dimensions,
          this.folds,
          this.resting,
        ),
      );
      await this.pause();
    }
    candidates.push(new Float64Array(samples));
    const local = chooseOutside(candidates, this.folds);
    const measured = heldOutBound(local, Infinity);
    const isTheorem = dimensions === 1 && target.tieShare <= roundedTies;
    return isTheorem ? measured : { ...measured, bound: 'none', assumes: 'gaussianCopula', certified: 'none' };
  }

  /**
   * A Gaussian conditional density of the target's normal scores given the state, for leave-one-out bounds where p(y|x)
   * is not known. The mean of each row comes from regressions on the other folds, in coordinates in which the noise is
   * N(0, 1). Rows are in the original order.
   */
  async fittedConditional(target: PreparedVariable): Promise<{ values: Float64Array; means: Float64Array }> {
    const { samples, dimensions } = target.variable;
    const scores = new Float64Array(samples * dimensions);
    this.order.forEach((row, i) =>
      scores.set(target.scores.subarray(row * dimensions, (row + 1) * dimensions), i * dimensions),
    );
    const { linear, curved } = await this.shared.ridges();
    await this.pause();
    const straight = await linear.predict(scores, dimensions, this.resting);
    const bent = await curved.predict(scores, dimensions, this.resting);
    const better = squaredError(scores, bent) < squaredError(scores, straight) ? bent : straight;
    const errors = gaussianPart(
      scores.map((value, i) => value - better[i]),
      samples,
      dimensions,
    );
    const values = new Float64Array(scores.length);
    const means = new Float64Array(scores.length);
    this.order.forEach((row, i) => {
      for (const [from, to] of [
        [scores, values],
        [better, means],
      ]) {
        const whitened = from.slice(i * dimensions, (i + 1) * dimensions);
        solveLower(errors.factor, whitened, 1);
        to.set(whitened, row * dimensions);
      }
    });
    return { values, means };
  }

  /** Held-out ln q(label) of the better decoder. */
  private async decode(memory: DecoderMemory, entropy: number): Promise<Float64Array> {
    const { decoder = 'best' } = this.settings;
    const stages = await logisticStages(memory, this.folds, this.resting);
    const straight = chooseOutside(stages, this.folds);
    const unexplained = -meanAndVariance(straight).mean;
    if (decoder === 'linear') return straight;
    const trained = (): Promise<Stages> =>
      perceptronStages(memory, this.folds, this.random.fork('perceptron'), this.resting);
    if (decoder === 'perceptron') return chooseOutside(await trained(), this.folds);
    if (unexplained <= 0.03 * entropy) return straight;
    const { features, labelValues, classCount } = memory;
    const all = [
      ...stages,
      ...(await discriminantStages(features, labelValues, classCount, this.folds, this.resting)),
      ...(this.effort === 'thorough'
        ? await neighborStages(features, labelValues, classCount, this.folds, this.resting)
        : []),
      ...((await this.shared.curves(classCount, labelValues)) ? await trained() : []),
    ];
    return chooseOutside(all, this.folds);
  }

  private readonly resting = (): Promise<void> => this.pause();

  private async pause(): Promise<void> {
    if (performance.now() - this.lastBreath < 20) return;
    await breathe(this.signal);
    this.lastBreath = performance.now();
  }
}
