import type { RunningMixture } from './runningMixture';

/** ln p(h|x) - ln q(h) of every sample in nats, for two estimates q of a density that is a mixture over inputs. */
export interface LogRatios {
  /** With the input that made h among those of the mixture: on average at most the true ratio. */
  readonly lower: Float64Array;
  /** Without it: on average at least the true ratio; infinite where the mixture has no input at all. */
  readonly upper: Float64Array;
  /** A contribution of mean 0 of every sample, which takes chance out of averages of the ratios. */
  readonly control: Float64Array;
  /** Every input was counted with its probability: both are the true ratio. */
  readonly exact: boolean;
  /** How many inputs the mixture has. */
  readonly histories: number;
}

/** ln p(h|x) - ln p(h|y), where the mixture for p(h|y) is over the inputs of the sample's own class y. */
export interface ClassRatios extends LogRatios {
  /** How many inputs the mixture of a sample has, besides its own. */
  readonly members: Float64Array;
  /** How many classes the samples and the inputs have. */
  readonly classes: number;
}

/** The ratios that running mixtures hold now. */
export function ratiosOf(mixture: RunningMixture, exact: boolean): LogRatios {
  const upper = mixture.upper();
  return {
    lower: exact ? upper : mixture.lower(),
    upper,
    control: mixture.control(),
    exact,
    histories: mixture.histories,
  };
}

/** The places of every symbol. */
export function membersOf(symbols: ArrayLike<number>): Map<number, Int32Array> {
  const places = new Map<number, number[]>();
  for (let i = 0; i < symbols.length; i++) {
    const found = places.get(symbols[i]);
    if (found) found.push(i);
    else places.set(symbols[i], [i]);
  }
  return new Map(Array.from(places, ([symbol, rows]) => [symbol, Int32Array.from(rows)]));
}
