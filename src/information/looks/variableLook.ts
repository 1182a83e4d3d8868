import type { Random } from '../../base/random';
import type { Symbols } from '../estimators/discrete/symbols';
import { PreparedVariable } from '../job/preparedVariable';
import type { Variable } from '../types/variable';
import { distantLags, type DistantLags } from './distantLags';
import { distinctRows } from './distinctRows';
import { areSymbols, asSymbols } from './fewRows';
import { standardColumns, type StandardColumns } from './standardColumns';
import { repeatedValues } from './repeatedValues';
import { serialCorrelation, type SerialCorrelation } from './serialCorrelation';
import { areWholeNumbers } from './wholeNumbers';
import { spreadTies, type SpreadTies } from './spreadTies';
import { symbolColumns, type SymbolColumns } from './symbolColumns';

/** What looks at one variable find, each computed once, however many pairs it is in. */
export class VariableLook {
  private readonly derived = new Map<string, unknown>();

  constructor(readonly prepared: PreparedVariable) {}

  /** Its rows as codes. */
  get rows(): Symbols {
    const { variable } = this.prepared;
    return this.once('rows', () =>
      variable.kind === 'discrete' && variable.dimensions === 1 ? this.prepared.symbols : distinctRows(variable),
    );
  }

  /** Whether its rows are numbers that repeat by their nature. */
  get isWhole(): boolean {
    return this.once('whole numbers', () => areWholeNumbers(this.prepared.variable, this.rows));
  }

  get serial(): SerialCorrelation | undefined {
    return this.once('serial', () => serialCorrelation(this.prepared.variable, () => this.rows));
  }

  get distant(): DistantLags | undefined {
    return this.once('distant', () => distantLags(this.prepared.variable, () => this.rows));
  }

  get standardColumns(): StandardColumns {
    return this.once('standard columns', () => standardColumns(this.prepared.variable));
  }

  /** The variable as symbols, where its numbers have few different rows. */
  get symbols(): PreparedVariable | undefined {
    const { variable } = this.prepared;
    return this.once('symbols', () =>
      variable.kind === 'continuous' && areSymbols(variable, this.rows) ? this.asSymbols : undefined,
    );
  }

  /** The variable as symbols, each of its different rows one. */
  get asSymbols(): PreparedVariable {
    const { variable } = this.prepared;
    return this.once('as symbols', () =>
      variable.kind === 'discrete' ? this.prepared : new PreparedVariable(asSymbols(variable, this.rows)),
    );
  }

  /** Its columns that are symbols, where others are numbers. */
  get symbolColumns(): SymbolColumns | undefined {
    return this.once('symbol columns', () => symbolColumns(this.prepared.variable));
  }

  /**
   * The variable with its ties spread, by noise of its own on each side of a pair; undefined where there are few ties.
   */
  spread(side: 'x' | 'y', random: Random): (Omit<SpreadTies, 'variable'> & { prepared: PreparedVariable }) | undefined {
    return this.once(`spread ${side}`, () => {
      const { variable } = this.prepared;
      const own = random.fork(`ties of ${side}`);
      const found = spreadTies({ ...variable, kind: 'continuous' }, own, this.repeated);
      return found && { tieShare: found.tieShare, prepared: new PreparedVariable(found.variable) };
    });
  }

  private get repeated(): Int32Array {
    return this.once('repeated values', () => repeatedValues(this.prepared.variable));
  }

  /** Some of its samples. */
  only(samples: Int32Array): VariableLook {
    return this.once(`samples ${samples.join(',')}`, () => new VariableLook(someSamples(this.prepared, samples)));
  }

  private once<T>(key: string, derive: () => T): T {
    if (!this.derived.has(key)) this.derived.set(key, derive());
    return this.derived.get(key) as T;
  }
}

/** Some samples of a variable, without its known conditional. */
export function someSamples({ variable }: PreparedVariable, samples: Int32Array): PreparedVariable {
  const { name, kind, dimensions, values } = variable;
  const taken = new Float64Array(samples.length * dimensions);
  samples.forEach((row, i) => {
    taken.set(values.subarray(row * dimensions, (row + 1) * dimensions), i * dimensions);
  });
  const some: Variable = { name, kind, values: taken, samples: samples.length, dimensions };
  return new PreparedVariable(some);
}
