import { Probe } from '../estimators/probe/probe';
import { PreparedVariable } from '../job/preparedVariable';
import { z95 } from '../numerics/special';
import { meanAndVariance } from '../types/measurement';
import type { Variable } from '../types/variable';

/** With fewer rows of a symbol nothing is said of it. */
const fewestRows = 20;

/** What a state tells where one symbol was there, nats. */
export interface SymbolInformation {
  readonly symbol: number;
  readonly nats: number;
  /** 95 % interval. */
  readonly low: number;
  readonly high: number;
  /** Rows with this symbol. */
  readonly samples: number;
}

/**
 * The information of a state about a symbol, by symbol: the mean of ln q(x|h)/p(x) over the rows of each x (the
 * stimulus-specific surprise of DeWeese and Meister 1999), with q a decoder that was trained on other rows. The
 * mean over symbols by their frequency is a lower bound on I(X;H) (Barber and Agakov 2003). That of one symbol is none:
 * a decoder that names it too readily raises it, and lowers the others.
 * @throws InputError where there are too few rows for a decoder @throws CancelledError
 */
export async function symbolInformation(
  state: Variable,
  symbols: Variable,
  seed: number,
  signal?: AbortSignal,
): Promise<SymbolInformation[]> {
  const probe = new Probe(new PreparedVariable(state), seed, {}, 'quick', signal);
  const logs = await probe.pointwise(new PreparedVariable(symbols));
  const rowsOf = new Map<number, number[]>();
  symbols.values.forEach((symbol, row) => {
    const those = rowsOf.get(symbol);
    if (those) those.push(row);
    else rowsOf.set(symbol, [row]);
  });
  return [...rowsOf]
    .filter(([, rows]) => rows.length >= fewestRows)
    .sort(([a], [b]) => a - b)
    .map(([symbol, rows]) => {
      const most = Math.log(symbols.samples / rows.length);
      const { mean, variance } = meanAndVariance(Float64Array.from(rows, (row) => logs[row] + most));
      const margin = z95 * Math.sqrt(variance / rows.length);
      return { symbol, nats: mean, low: mean - margin, high: Math.min(most, mean + margin), samples: rows.length };
    });
}
