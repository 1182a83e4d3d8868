import type { Measurement } from '../../types/measurement';
import { amount, warning, type InformationWarning } from '../../types/warnings';
import { z95 } from '../../numerics/special';
import { alphabetCap, mayHaveUnseen } from './alphabetCap';
import { determines, leftUndetermined } from './determined';
import { chaoShenUpperEnd, entropyEstimators, type DiscreteEstimator } from './entropyEstimators';
import { jointTable, type JointTable } from './jointTable';
import type { Symbols } from './symbols';

/**
 * I(X;Y) of two discrete variables in nats: H(X) + H(Y) - H(X,Y), each by the named entropy estimator. The interval is
 * centred on the Miller-Madow value. Its variance is that of the plug-in's influence function plus that of the
 * chi-squared limit which takes over at independence, (K_x-1)(K_y-1)/2N^2 (Paninski 2003, sections 4 and 5). Where few
 * samples show that one variable is a function of the other, it is the entropy of that one. With a given table the
 * codes of `x` and `y` are not read.
 */
export function discreteInformation(
  x: Symbols,
  y: Symbols,
  estimator: DiscreteEstimator,
  table: JointTable = jointTable(x, y),
): Measurement {
  const { samples } = table;
  const cells = table.counts.length;
  // With few samples per cell every correction may be biased, so the interval spans all corrections.
  const sparse = mayHaveUnseen(cells, samples);
  if (sparse) {
    if (determines(x, y, cells)) return entropyOfFunction(x, y, estimator);
    if (determines(y, x, cells)) return entropyOfFunction(y, x, estimator);
  }
  const by = (name: DiscreteEstimator): number => {
    const entropy = entropyEstimators[name];
    return (
      entropy(x.counts, samples, x.alphabet) +
      entropy(y.counts, samples, y.alphabet) -
      entropy(table.counts, samples, x.alphabet * y.alphabet)
    );
  };
  // What two variables share is at most what either holds.
  const cap = Math.min(alphabetCap(x), alphabetCap(y));
  const nats = Math.min(cap, Math.max(0, by(estimator)));
  const plugin = by('plugin');
  const centre = Math.max(0, by('millerMadow'));
  const spread = z95 * Math.sqrt(pluginVariance(table, x, y, plugin));
  const warnings: InformationWarning[] = [];
  let low = Math.min(nats, centre - spread);
  let high = Math.max(nats, centre + spread);
  if (sparse) {
    const others = (['chaoShen', 'grassberger'] as const).map((name) => Math.max(0, by(name)));
    low = Math.min(low, ...others.map((value) => value - spread));
    high = Math.max(high, ...others.map((value) => value + spread));
    warnings.push(warning('sparseTable', samples, cells));
  }
  const most = Math.min(...[x, y].map((side) => discreteEntropy(side, 'millerMadow').high));
  return {
    nats,
    low: Math.max(0, low),
    high: Math.max(nats, Math.min(high, most)),
    bound: 'none',
    assumes: sparse ? 'unseenSymbols' : 'filledTable',
    certified: 'none',
    warnings,
  };
}

/**
 * I(X;Y) = H(Y) where few samples show Y as a function of X. The lower end grants that some symbols were not seen often
 * enough to show another Y.
 */
function entropyOfFunction(x: Symbols, y: Symbols, estimator: DiscreteEstimator): Measurement {
  const entropy = discreteEntropy(y, estimator);
  const samples = y.counts.reduce((sum, count) => sum + count, 0);
  return {
    ...entropy,
    low: Math.max(0, entropy.low - leftUndetermined(x, y)),
    assumes: 'unseenSymbols',
    certified: 'none',
    warnings: entropy.warnings.length > 0 ? entropy.warnings : [warning('sparseTable', samples, x.alphabet)],
  };
}

/** The variance of I(X;Y) by the plug-in, whose value is `plugin`, nats^2. */
export function pluginVariance(table: JointTable, x: Symbols, y: Symbols, plugin = pluginOf(table, x, y)): number {
  const { samples, counts } = table;
  let squares = 0;
  for (let cell = 0; cell < counts.length; cell++) {
    const local = Math.log((counts[cell] * samples) / (x.counts[table.x[cell]] * y.counts[table.y[cell]]));
    squares += counts[cell] * (local - plugin) ** 2;
  }
  const freedom = Math.min((x.alphabet - 1) * (y.alphabet - 1), samples);
  return squares / samples ** 2 + freedom / (2 * samples ** 2);
}

function pluginOf({ samples, counts }: JointTable, x: Symbols, y: Symbols): number {
  const entropy = (of: ArrayLike<number>): number => entropyEstimators.plugin(of, samples, of.length);
  return entropy(x.counts) + entropy(y.counts) - entropy(counts);
}

/**
 * H(X) in nats with its 95 % interval. The lower end is that of the plug-in value, whose expectation is below the
 * entropy (Jensen): it holds whatever the alphabet. The upper end is the largest one of the value's, of Miller and
 * Madow's and of Chao and Shen's, which counts unseen symbols by the share of symbols seen once. Nothing certifies it,
 * unless the alphabet is known. No value or end is above the cap of the alphabet.
 * @param known the number of symbols that there can be
 */
export function discreteEntropy(x: Symbols, estimator: DiscreteEstimator, known = Infinity): Measurement {
  // A stream keeps counts alone.
  const samples = x.counts.reduce((sum, count) => sum + count, 0);
  const most = alphabetCap(x, known);
  const alphabet = Number.isFinite(known) ? Math.max(known, x.alphabet) : x.alphabet;
  const nats = Math.min(most, entropyEstimators[estimator](x.counts, samples, alphabet));
  const plugin = entropyEstimators.plugin(x.counts, samples, x.alphabet);
  const centre = entropyEstimators.millerMadow(x.counts, samples, x.alphabet);
  let squares = 0;
  for (const count of x.counts) squares += count * (Math.log(samples / count) - plugin) ** 2;
  const spread = z95 * Math.sqrt(squares / samples ** 2 + (x.alphabet - 1) / (2 * samples ** 2));
  const warnings: InformationWarning[] = [];
  const few = mayHaveUnseen(x.alphabet, samples);
  const unseen = few && x.alphabet < known;
  if (unseen) warnings.push(warning('unseenSymbols', samples, x.alphabet));
  if (x.alphabet === samples) warnings.push(warning('entropyAtCeiling', amount(Math.log(samples), 2)));
  // Of few samples of a known alphabet, its logarithm is the only end that nothing has to be assumed for.
  const fewOfKnown = few && known < Infinity;
  const upper = fewOfKnown ? most : Math.max(nats, centre, chaoShenUpperEnd(x.counts, samples)) + spread;
  return {
    nats,
    low: Math.max(0, Math.min(nats, plugin - spread)),
    high: Math.max(nats, Math.min(most, upper)),
    bound: 'none',
    assumes: unseen ? 'unseenSymbols' : 'filledTable',
    certified: known < Infinity && upper >= most ? 'both' : 'low',
    warnings,
  };
}
