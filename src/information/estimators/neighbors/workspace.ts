import { sentence } from '../../../base/sentence';
import { throwIfCancelled } from '../../../base/cancellation';
import { UserError } from '../../../base/userError';
import type { EstimatorOptions } from '../../types/estimate';
import type { Variable } from '../../types/variable';
import { warning, type InformationWarning } from '../../types/warnings';
import { estimatorsWhere, isOfFamily } from '../lookUp';
import type { EstimatorOf } from '../table';
import type { BallCounts } from './counts/ballCounts';
import { ballContributions, countBalls } from './counts/ballCounts';
import type { Classes } from './spaces/classes';
import { classesOf } from './spaces/classes';
import { conditionalContributions } from './conditional';
import { entropyContributions } from './entropy';
import { engineFor, type DistanceEngine } from './search/distanceEngine';
import { countBallsTogether, suitsMatrices } from './counts/fastBalls';
import { uniformityCorrections } from './lnc';
import { Breather } from '../../numerics/breather';
import { countRectangles, rectangleContributions } from './counts/rectangleCounts';
import { cellContributions, classContributions, countByClass } from './ross';
import { digammas } from '../../numerics/digamma';
import type { Metric, Space } from './spaces/space';
import { dimensionsOf, spaceOf, subspace } from './spaces/space';
import { tiedShare } from './spaces/ties';

/** An estimate of the neighbour family, in nats. */
export interface NeighborEstimate {
  readonly nats: number;
  readonly warnings: readonly InformationWarning[];
  /** What each sample adds: the mean is `nats`. Ross leaves out samples that are alone in their class. */
  readonly local?: Float64Array;
}

/** `estimator` with what concerns it; the rest is ignored. */
type NeighborOptions = Partial<EstimatorOptions> & Pick<EstimatorOptions, 'estimator'>;

/** Ties beyond this share of the samples get a warning. */
const manyTies = 0.1;
/**
 * Beyond so many joint columns the estimators of this family read far too low at any practical N (SCIENCE's table: half
 * the truth at ten).
 */
const manyDimensions = 8;

/**
 * Neighbour estimates over variables that share their samples. What one variable needs (scales, ties, classes,
 * distances) is made once, however many pairs it stands in.
 */
export class NeighborWorkspace {
  private readonly spaces = new Map<string, Space>();
  private readonly classes = new Map<number, Classes>();
  private readonly ties = new Map<number, number>();

  private engine: DistanceEngine | undefined;

  constructor(private readonly variables: readonly Variable[]) {}

  /**
   * I(variables[x]; variables[y]) by `ksg1`, `ksg2`, `lnc`, `ross` or `mixedKsg`; a constant variable gives zero with a
   * warning.
   * @throws UserError for values that are not finite, too few samples, lengths that differ, or kinds that the estimator
   *   is not for
   * @throws CancelledError
   */
  async estimate(x: number, y: number, options: NeighborOptions, signal?: AbortSignal): Promise<NeighborEstimate> {
    throwIfCancelled(signal);
    const breather = new Breather(signal);
    const estimator = neighborEstimator(options.estimator);
    const k = this.checkedNeighbors([x, y], options);
    const metric = options.metric ?? 'max';
    const constant = [x, y].filter((v) => this.isConstant(v, metric));
    if (constant.length > 0) {
      return {
        nats: 0,
        warnings: constant.map((v) => warning('constant', this.variable(v).name)),
        local: new Float64Array(this.variable(x).samples),
      };
    }
    switch (estimator) {
      case 'ksg1': {
        const counts = await this.balls(this.space(x, metric), this.space(y, metric), k, breather);
        return finish(
          ballContributions(counts),
          this.tieWarnings([x, y], counts.radii).concat(this.dimensionWarnings(x, y, metric)),
        );
      }
      case 'ksg2':
      case 'lnc': {
        const spaceX = this.space(x, metric);
        const spaceY = this.space(y, metric);
        const neighbors = estimator === 'lnc' ? localNeighbors(k, options, spaceX, spaceY) : k;
        const counts = await countRectangles(spaceX, spaceY, neighbors, breather);
        const local = rectangleContributions(counts);
        if (estimator === 'lnc') {
          const corrections = await uniformityCorrections(spaceX, spaceY, counts, breather);
          for (let i = 0; i < local.length; i++) local[i] += corrections[i];
        }
        return finish(local, this.tieWarnings([x, y], counts.radii).concat(this.dimensionWarnings(x, y, metric)));
      }
      case 'ross':
        return this.ross(x, y, k, metric, breather);
      case 'mixedKsg':
        return this.mixed(x, y, k, metric, breather);
    }
  }

  /**
   * I(variables[x]; variables[y] | variables[z]) in nats (Frenzel and Pompe 2007).
   * @throws UserError as `estimate` @throws CancelledError
   */
  async estimateConditional(
    x: number,
    y: number,
    z: number,
    options: NeighborOptions,
    signal?: AbortSignal,
  ): Promise<NeighborEstimate> {
    throwIfCancelled(signal);
    const k = this.checkedNeighbors([x, y, z], options);
    const metric = options.metric ?? 'max';
    const [spaceX, spaceY, spaceZ] = [x, y, z].map((v) => this.space(v, metric));
    if (dimensionsOf(spaceX) === 0 || dimensionsOf(spaceY) === 0) {
      return {
        nats: 0,
        warnings: [warning('constant', this.variable(dimensionsOf(spaceX) === 0 ? x : y).name)],
        local: new Float64Array(spaceX.samples),
      };
    }
    return finish(
      await conditionalContributions(spaceX, spaceY, spaceZ, k, new Breather(signal)),
      this.tied(dimensionsOf(spaceZ) === 0 ? [x, y] : [x, y, z]).map((index) =>
        warning('tiedConditional', this.variable(index).name, percent(this.tiedShare(index))),
      ),
    );
  }

  /**
   * The differential entropy of a continuous variable in nats (Kozachenko and Leonenko 1987).
   * @throws UserError as `estimate`, and for a constant or repeated values @throws CancelledError
   */
  async entropy(x: number, options: NeighborOptions, signal?: AbortSignal): Promise<NeighborEstimate> {
    throwIfCancelled(signal);
    const k = this.checkedNeighbors([x], options);
    const { name, dimensions } = this.variable(x);
    const space = this.space(x, options.metric ?? 'max');
    if (dimensionsOf(space) < dimensions) {
      throw new UserError(
        sentence(
          '{0} has a constant column, so it has no differential entropy. Remove that column, or treat the ' +
            'variable as discrete.',
          name,
        ),
      );
    }
    return finish(await entropyContributions(space, k, name, new Breather(signal)), this.tieWarnings([x]));
  }

  private async balls(x: Space, y: Space, k: number, breather: Breather): Promise<BallCounts> {
    if (!suitsMatrices(x, y)) return countBalls(x, y, k, breather);
    const [counts] = await this.onEngine((engine) => countBallsTogether(engine, [{ x, y }], k, breather), x.samples);
    return counts;
  }

  private onEngine<T>(work: (engine: DistanceEngine) => Promise<T>, samples: number): Promise<T> {
    const engine = (this.engine ??= engineFor(samples));
    return engine.inTurn(this, () => work(engine));
  }

  private async ross(x: number, y: number, k: number, metric: Metric, breather: Breather): Promise<NeighborEstimate> {
    const kinds = [this.variable(x).kind, this.variable(y).kind];
    if (kinds[0] === kinds[1]) {
      throw new UserError(
        sentence(
          kinds[0] === 'discrete'
            ? 'ross is for a discrete variable and a continuous one; both are discrete here: use grassberger or ' +
                'mixedKsg.'
            : 'ross is for a discrete variable and a continuous one; both are continuous here: use ksg1 or mixedKsg.',
        ),
      );
    }
    const [symbols, numbers] = kinds[0] === 'discrete' ? [x, y] : [y, x];
    const { labels, sizes } = this.symbols(symbols);
    const kept = Int32Array.from(labels.keys()).filter((i) => sizes[labels[i]] > 1);
    const alone = labels.length - kept.length;
    if (kept.length === 0) {
      throw new UserError(
        sentence(
          "Every symbol of {0} occurs once. Ross's estimator needs at least two samples per class.",
          this.variable(symbols).name,
        ),
      );
    }
    const space = this.space(numbers, metric);
    const counts = await countByClass(
      { labels: kept.map((i) => labels[i]), sizes: sizes.map((size) => (size > 1 ? size : 0)) },
      alone > 0 ? subspace(space, kept) : space,
      k,
      breather,
    );
    const warnings = this.tieWarnings([numbers]);
    if (alone > 0) warnings.push(warning('aloneInClass', alone, labels.length));
    const small = counts.sizes.reduce((sum, size) => sum + (size <= k ? 1 : 0), 0);
    if (small > 0) warnings.push(warning('smallClasses', small, k));
    return finish(classContributions(counts, digammas(kept.length)[kept.length]), warnings);
  }

  private async mixed(x: number, y: number, k: number, metric: Metric, breather: Breather): Promise<NeighborEstimate> {
    const discreteX = this.variable(x).kind === 'discrete';
    const discreteY = this.variable(y).kind === 'discrete';
    if (discreteX && discreteY) return finish(cellContributions(this.symbols(x), this.symbols(y)), []);
    const logSamples = Math.log(this.variable(x).samples);
    if (discreteX || discreteY) {
      const [symbols, numbers] = discreteX ? [x, y] : [y, x];
      return finish(
        classContributions(
          await countByClass(this.symbols(symbols), this.space(numbers, metric), k, breather),
          logSamples,
        ),
        [],
      );
    }
    const counts = await this.balls(this.space(x, metric), this.space(y, metric), k, breather);
    const local = ballContributions(counts);
    const shift = logSamples - digammas(local.length)[local.length];
    return finish(
      local.map((value) => value + shift),
      this.dimensionWarnings(x, y, metric),
    );
  }

  private variable(index: number): Variable {
    const variable = this.variables.at(index);
    if (index < 0 || !variable)
      throw new RangeError(`There is no variable ${index} in a workspace of ${this.variables.length}.`);
    return variable;
  }

  private space(index: number, metric: Metric): Space {
    const key = `${index} ${metric}`;
    let space = this.spaces.get(key);
    if (!space) this.spaces.set(key, (space = spaceOf(this.variable(index), metric)));
    return space;
  }

  private symbols(index: number): Classes {
    let classes = this.classes.get(index);
    if (!classes) this.classes.set(index, (classes = classesOf(this.variable(index))));
    return classes;
  }

  private isConstant(index: number, metric: Metric): boolean {
    return this.variable(index).kind === 'discrete'
      ? this.symbols(index).sizes.length < 2
      : dimensionsOf(this.space(index, metric)) === 0;
  }

  private tiedShare(index: number): number {
    let share = this.ties.get(index);
    if (share === undefined) this.ties.set(index, (share = tiedShare(this.space(index, 'max'))));
    return share;
  }

  private tied(indices: readonly number[]): number[] {
    return indices.filter((index) => this.tiedShare(index) > manyTies);
  }

  private tieWarnings(indices: readonly number[], radii?: Float64Array): InformationWarning[] {
    const warnings = this.tied(indices).map((index) =>
      warning('tiedDistances', this.variable(index).name, percent(this.tiedShare(index))),
    );
    const coincident = radii ? radii.reduce((sum, radius) => sum + (radius === 0 ? 1 : 0), 0) / radii.length : 0;
    if (coincident > 0)
      warnings.push(coincident < 0.01 ? warning('fewCoincident') : warning('coincident', percent(coincident)));
    return warnings;
  }

  private dimensionWarnings(x: number, y: number, metric: Metric): InformationWarning[] {
    const dimensions = dimensionsOf(this.space(x, metric)) + dimensionsOf(this.space(y, metric));
    return dimensions > manyDimensions ? [warning('manyDimensions', dimensions, this.variable(x).samples)] : [];
  }

  /** k, after checking that every variable has the same number of samples and more of them than k. */
  private checkedNeighbors(indices: readonly number[], options: NeighborOptions): number {
    const k = options.neighbors ?? 3;
    if (!Number.isInteger(k) || k < 1)
      throw new UserError(sentence('neighbors is {0}, but must be a whole number of at least 1.', k));
    const first = this.variable(indices[0]);
    for (const index of indices) {
      const { name, samples } = this.variable(index);
      if (samples !== first.samples) {
        throw new UserError(
          sentence(
            '{0} has {1} samples, but {2} has {3}. Give both the same samples in the same order.',
            first.name,
            first.samples,
            name,
            samples,
          ),
        );
      }
    }
    if (first.samples <= k) {
      throw new UserError(
        sentence(
          '{0} neighbours need at least {1} samples, but there are only {2}. Use more samples, or set neighbors lower.',
          k,
          k + 1,
          first.samples,
        ),
      );
    }
    return k;
  }
}

function neighborEstimator(name: string): EstimatorOf<'neighbors'> {
  if (isOfFamily(name, 'neighbors')) return name;
  const known = estimatorsWhere(({ family }) => family === 'neighbors');
  throw new UserError(sentence('{0} is not a neighbour estimator. Choose one of {1}.', name, known.join(', ')));
}

/**
 * LNC's principal box needs more neighbours than dimensions; asked for no number, it takes twice as many, five at
 * least.
 */
function localNeighbors(k: number, options: NeighborOptions, x: Space, y: Space): number {
  const dimensions = dimensionsOf(x) + dimensionsOf(y);
  const neighbors = options.neighbors === undefined ? Math.max(5, 2 * dimensions) : k;
  if (neighbors <= dimensions || neighbors >= x.samples) {
    throw new UserError(
      sentence(
        'lnc needs more neighbours than joint dimensions and fewer than samples, but there are {0} neighbours, ' +
          '{1} dimensions and {2} samples. Change neighbors, or use ksg1.',
        neighbors,
        dimensions,
        x.samples,
      ),
    );
  }
  return neighbors;
}

const percent = (share: number): number => Math.round(100 * share);

function finish(local: Float64Array, warnings: readonly InformationWarning[]): NeighborEstimate {
  let sum = 0;
  for (let i = 0; i < local.length; i++) sum += local[i];
  return { nats: sum / local.length, warnings, local };
}
