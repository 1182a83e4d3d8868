import { sentence } from '../../../base/sentence';
import { throwIfCancelled } from '../../../base/cancellation';
import { UserError } from '../../../base/userError';
import type { Variable } from '../../types/variable';
import { warning } from '../../types/warnings';
import type { BallCounts } from './counts/ballCounts';
import { ballContributions, countBalls } from './counts/ballCounts';
import { conditionalContributions } from './conditional';
import { entropyContributions } from './entropy';
import { engineFor, type DistanceEngine } from './search/distanceEngine';
import { countClosedBalls } from './counts/closedBalls';
import { countBallsTogether, suitsMatrices } from './counts/fastBalls';
import { uniformityCorrections } from './lnc';
import { checkedNeighbors, localNeighbors, neighborEstimator } from './neighborChecks';
import { meanEstimate, type NeighborEstimate, type NeighborOptions } from './neighborEstimate';
import { Breather } from '../../numerics/breather';
import { countRectangles, rectangleContributions } from './counts/rectangleCounts';
import { cellContributions, classContributions, countByClass } from './ross';
import { rossEstimate } from './rossEstimate';
import { hasPointMass } from './pointMass';
import { digammas } from '../../numerics/digamma';
import { dimensionsOf, type Metric, type Space } from './spaces/space';
import { WorkspaceVariables } from './workspaceVariables';
import { conditionalTieWarnings, dimensionWarnings, tieWarnings } from './workspaceWarnings';

/**
 * Neighbour estimates over variables that share their samples. The data of one variable (scales, ties, classes,
 * distances) are computed once, however many pairs it is in.
 */
export class NeighborWorkspace {
  private readonly variables: WorkspaceVariables;
  private engine: DistanceEngine | undefined;

  constructor(variables: readonly Variable[]) {
    this.variables = new WorkspaceVariables(variables);
  }

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
    const k = checkedNeighbors(this.variables, [x, y], options);
    const metric = options.metric ?? 'max';
    const constant = [x, y].filter((v) => this.variables.isConstant(v, metric));
    if (constant.length > 0) {
      return {
        nats: 0,
        warnings: constant.map((v) => warning('constant', this.variables.variable(v).name)),
        local: new Float64Array(this.variables.variable(x).samples),
      };
    }
    switch (estimator) {
      case 'ksg1': {
        const counts = await this.balls(this.variables.space(x, metric), this.variables.space(y, metric), k, breather);
        return meanEstimate(
          ballContributions(counts),
          tieWarnings(this.variables, [x, y], counts.radii).concat(dimensionWarnings(this.variables, x, y, metric)),
        );
      }
      case 'ksg2':
      case 'lnc': {
        const spaceX = this.variables.space(x, metric);
        const spaceY = this.variables.space(y, metric);
        const neighbors = estimator === 'lnc' ? localNeighbors(k, options, spaceX, spaceY) : k;
        const counts = await countRectangles(spaceX, spaceY, neighbors, breather);
        const local = rectangleContributions(counts);
        if (estimator === 'lnc') {
          const corrections = await uniformityCorrections(spaceX, spaceY, counts, breather);
          for (let i = 0; i < local.length; i++) local[i] += corrections[i];
        }
        return meanEstimate(
          local,
          tieWarnings(this.variables, [x, y], counts.radii).concat(dimensionWarnings(this.variables, x, y, metric)),
        );
      }
      case 'ross':
        return rossEstimate(this.variables, x, y, k, metric, breather);
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
    const k = checkedNeighbors(this.variables, [x, y, z], options);
    const metric = options.metric ?? 'max';
    const [spaceX, spaceY, spaceZ] = [x, y, z].map((v) => this.variables.space(v, metric));
    if (dimensionsOf(spaceX) === 0 || dimensionsOf(spaceY) === 0) {
      return {
        nats: 0,
        warnings: [warning('constant', this.variables.variable(dimensionsOf(spaceX) === 0 ? x : y).name)],
        local: new Float64Array(spaceX.samples),
      };
    }
    return meanEstimate(
      await conditionalContributions(spaceX, spaceY, spaceZ, k, new Breather(signal)),
      conditionalTieWarnings(this.variables, dimensionsOf(spaceZ) === 0 ? [x, y] : [x, y, z]),
    );
  }

  /**
   * The differential entropy of a continuous variable in nats (Kozachenko and Leonenko 1987).
   * @throws UserError as `estimate`, and for a constant or repeated values @throws CancelledError
   */
  async entropy(x: number, options: NeighborOptions, signal?: AbortSignal): Promise<NeighborEstimate> {
    throwIfCancelled(signal);
    const k = checkedNeighbors(this.variables, [x], options);
    const { name, dimensions } = this.variables.variable(x);
    const space = this.variables.space(x, options.metric ?? 'max');
    if (dimensionsOf(space) < dimensions) {
      throw new UserError(
        sentence(
          '{0} has a constant column, so it has no differential entropy. Remove that column, or treat the ' +
            'variable as discrete.',
          name,
        ),
      );
    }
    return meanEstimate(
      await entropyContributions(space, k, name, new Breather(signal)),
      tieWarnings(this.variables, [x]),
    );
  }

  private async balls(x: Space, y: Space, k: number, breather: Breather): Promise<BallCounts> {
    if (!suitsMatrices(x, y)) return countBalls(x, y, k, breather);
    const [counts] = await this.onEngine((engine) => countBallsTogether(engine, [{ x, y }], k, breather), x.samples);
    return counts;
  }

  private onEngine<T>(work: (engine: DistanceEngine) => Promise<T>, samples: number): Promise<T> {
    // Pairs of one job may be of different numbers of sequences.
    const engine = this.engine?.samples === samples ? this.engine : engineFor(samples);
    this.engine = engine;
    return engine.inTurn(this, () => work(engine));
  }

  private async mixed(x: number, y: number, k: number, metric: Metric, breather: Breather): Promise<NeighborEstimate> {
    const discreteX = this.variables.variable(x).kind === 'discrete';
    const discreteY = this.variables.variable(y).kind === 'discrete';
    if (discreteX && discreteY)
      return meanEstimate(cellContributions(this.variables.symbols(x), this.variables.symbols(y)), []);
    const logSamples = Math.log(this.variables.variable(x).samples);
    if (discreteX || discreteY) {
      const [symbols, numbers] = discreteX ? [x, y] : [y, x];
      return meanEstimate(
        classContributions(
          await countByClass(this.variables.symbols(symbols), this.variables.space(numbers, metric), k, breather),
          logSamples,
        ),
        [],
      );
    }
    const sides = [this.variables.space(x, metric), this.variables.space(y, metric)] as const;
    const counts = [x, y].some((v) => hasPointMass(this.variables.variable(v)))
      ? await countClosedBalls(...sides, k, breather)
      : await this.balls(...sides, k, breather);
    const local = ballContributions(counts);
    const shift = logSamples - digammas(local.length)[local.length];
    return meanEstimate(
      local.map((value) => value + shift),
      dimensionWarnings(this.variables, x, y, metric),
    );
  }
}
