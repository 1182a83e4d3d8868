import { Random } from '../../../base/random';
import { Breather } from '../../numerics/breather';
import type { BottleneckPoint } from '../gaussian/gaussianBottleneck';
import { bottleneckMinimum } from './bottleneckMinimum';
import { type BottleneckSource, informationOf, readBottleneckSource } from './bottleneckSource';
import type { ExactOptions, ExactProgress } from './gapProgress';

/** A point of the curve with what is known of it. */
export interface CertifiedPoint extends BottleneckPoint {
  /**
   * rate - beta relevance is at most so much above its minimum, nats. The bound is ln max_s c(s) over decoders s, of
   * which the maxima above every p(y|x), the code's own and random ones are looked at: it holds if none was missed.
   */
  readonly gap: number;
}

export interface BottleneckOptions extends ExactOptions {
  /** Random decoders from which better ones are looked for, beside every p(y|x); default 60. */
  readonly restarts?: number;
  readonly seed?: number;
  /** Nats of loss that sixty turns must still gain for a descent to go on; default 1e-15. */
  readonly tolerance?: number;
  /** Multiplications that all betas together may take, a round each apart; a second is some 1e9. Default 2e10. */
  readonly work?: number;
}

/** What a whole curve may take without being asked for more. */
export const usualWork = 2e10;

/** Solves one joint distribution at several betas; each solution starts from the codes of the one before. */
export class BottleneckSolver {
  readonly source: BottleneckSource;
  private readonly information: number;
  private readonly random: Random;
  private readonly breather: Breather;
  private known: readonly Float64Array[] = [];

  constructor(
    joint: readonly ArrayLike<number>[],
    private readonly options: BottleneckOptions,
  ) {
    this.source = readBottleneckSource(joint);
    this.information = informationOf(this.source);
    this.random = new Random(options.seed ?? 1).fork('bottleneck');
    this.breather = new Breather(options.signal);
  }

  /** @throws CancelledError */
  async at(beta: number, work: number, onProgress?: ExactProgress): Promise<CertifiedPoint> {
    const { restarts = 60, tolerance = 1e-15 } = this.options;
    const { random, breather } = this;
    const search = { random, breather, restarts, tolerance, work, onProgress };
    const { rate, lost, loss, gap, decoders } = await bottleneckMinimum(this.source, beta, this.known, search);
    this.known = decoders;
    // A code that gains no more than rounding is none.
    const nothing = beta * this.information;
    if (decoders.length === 1 || loss > nothing - 1e-14 * Math.max(1, nothing))
      return { beta, rate: 0, relevance: 0, gap };
    return { beta, rate, relevance: Math.max(0, this.information - lost), gap };
  }
}
