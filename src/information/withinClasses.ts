import { breathe } from '../base/cancellation';
import type { PreparedVariable } from './job/preparedVariable';
import { distinctRows } from './looks/distinctRows';
import { areSymbols } from './looks/fewRows';
import { mutualInformation } from './mutualInformation';
import { endsOf, grounds, isHighCertified, isLowCertified } from './types/assumption';
import type { EstimatorOptions, InformationEstimate } from './types/estimate';
import type { Symbols } from './estimators/discrete/symbols';
import type { Variable } from './types/variable';
import { distinctWarnings } from './types/warnings';

/** With fewer samples in a class on average, its own estimate says little. */
const samplesAClass = 50;
/** Smaller classes are left out. */
const fewestSamples = 12;

/**
 * The classes of a Z that is discrete, or whose rows are few, where X or Y is continuous and classes are large enough.
 */
export function conditionClasses([x, y, z]: readonly [PreparedVariable, PreparedVariable, PreparedVariable]):
  Symbols | undefined {
  if (z.constant || [x, y].every(({ variable }) => variable.kind === 'discrete')) return undefined;
  const rows = distinctRows(z.variable);
  const symbols = z.variable.kind === 'discrete' || areSymbols(z.variable, rows);
  return symbols && rows.alphabet * samplesAClass <= rows.codes.length ? rows : undefined;
}

/**
 * I(X;Y|Z) in nats as the mean of I(X;Y) within the classes of Z, weighted by their sizes: its definition where Z is
 * discrete. The errors of classes are independent.
 * @throws UserError as `mutualInformation` does @throws CancelledError
 */
export async function informationWithinClasses(
  x: Variable,
  y: Variable,
  classes: Symbols,
  options: EstimatorOptions,
  signal?: AbortSignal,
): Promise<InformationEstimate> {
  const { samples } = x;
  const found: { estimate: InformationEstimate; weight: number }[] = [];
  const members = Array.from({ length: classes.alphabet }, (): number[] => []);
  classes.codes.forEach((code, i) => members[code].push(i));
  const large = members.filter(({ length }) => length >= fewestSamples);
  const used = large.reduce((sum, { length }) => sum + length, 0);
  for (const rows of large) {
    await breathe(signal);
    const estimate = await mutualInformation(rowsOf(x, rows), rowsOf(y, rows), { effort: 'quick', ...options }, signal);
    found.push({ estimate, weight: rows.length / used });
  }
  const mean = (of: (estimate: InformationEstimate) => number): number =>
    found.reduce((sum, { estimate, weight }) => sum + weight * of(estimate), 0);
  const nats = mean((estimate) => estimate.nats);
  const between = mean((estimate) => (estimate.nats - nats) ** 2) / samples;
  const reach = (of: (estimate: InformationEstimate) => number): number =>
    Math.sqrt(found.reduce((sum, { estimate, weight }) => sum + (weight * of(estimate)) ** 2, 4 * between));
  // Each class counts, so an end is certified where it is in every class.
  const ends = endsOf(
    found.every(({ estimate }) => isLowCertified(estimate)),
    found.every(({ estimate }) => isHighCertified(estimate)),
  );
  const widest = found.reduce((a, b) => (b.estimate.assumes !== undefined ? b : a)).estimate;
  return {
    ...widest,
    ...grounds(widest.assumes, ends),
    nats,
    low: Math.max(0, nats - reach(({ nats: value, low }) => value - low)),
    high: nats + reach(({ nats: value, high }) => high - value),
    bound: found.every(({ estimate }) => estimate.bound === widest.bound) ? widest.bound : 'none',
    samples: used,
    warnings: distinctWarnings(found.flatMap(({ estimate }) => estimate.warnings)).slice(0, mostWarnings),
  };
}

/** Classes warn of the same things in other figures. */
const mostWarnings = 3;

function rowsOf({ name, kind, values, dimensions }: Variable, rows: readonly number[]): Variable {
  const taken = new Float64Array(rows.length * dimensions);
  rows.forEach((row, i) => {
    taken.set(values.subarray(row * dimensions, (row + 1) * dimensions), i * dimensions);
  });
  return { name, kind, values: taken, samples: rows.length, dimensions };
}
