import { Breather } from '../../numerics/breather';
import { withLikelihoodKernel } from '../../numerics/kernels/likelihoodKernel';
import { type NoisyRows, takeNoisyRows } from './noisyRows';
import { RunningMixture } from './runningMixture';

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

/**
 * ln p(h|x) - ln p(h): the mixture is over the histories of the rows, and over the other samples' inputs where there
 * are none.
 * @throws CancelledError
 */
export async function marginalRatios(rows: NoisyRows, signal?: AbortSignal): Promise<LogRatios> {
  return withLikelihoodKernel(async (kernel) => {
    const mixture = new RunningMixture(rows, kernel);
    const breather = new Breather(signal);
    if (rows.histories) await mixture.add(rows.histories, breather);
    else await mixture.addOthers(breather);
    return ratiosOf(mixture, rows.histories?.logWeights !== undefined);
  });
}

/**
 * ln p(h|x) - ln p(h|y): for each sample the mixture is over the inputs of its own class y.
 * @param classes of the samples
 * @param ofHistories classes of the histories, negative where a history has none; unused where the rows have none
 * @throws CancelledError
 */
export async function classRatios(
  rows: NoisyRows,
  classes: ArrayLike<number>,
  ofHistories: ArrayLike<number> | undefined,
  signal?: AbortSignal,
): Promise<ClassRatios> {
  const lower = new Float64Array(rows.count);
  const upper = new Float64Array(rows.count).fill(Infinity);
  const members = membersOf(classes);
  const histories = rows.histories && ofHistories ? membersOf(ofHistories) : undefined;
  const among = new Float64Array(rows.count);
  let exact = rows.histories?.logWeights !== undefined;
  let counted = 0;
  for (const [symbol, own] of members) {
    const others = histories?.get(symbol);
    // A class of one sample without further inputs tells nothing about its density.
    if (histories ? others === undefined : own.length < 2) {
      exact = false;
      continue;
    }
    const ratios = await marginalRatios(takeNoisyRows(rows, own, others), signal);
    own.forEach((row, i) => {
      lower[row] = ratios.lower[i];
      upper[row] = ratios.upper[i];
      among[row] = ratios.histories;
    });
    counted += ratios.histories;
  }
  const count = new Set([...members.keys(), ...(histories?.keys() ?? [])]).size;
  const control = new Float64Array(rows.count);
  return { lower, upper, control, exact, histories: counted, members: among, classes: count };
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
