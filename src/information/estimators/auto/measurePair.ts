import type { PreparedVariable } from '../../job/preparedVariable';
import type { EstimatorOptions } from '../../types/estimate';
import type { Measurement } from '../../types/measurement';
import { discreteEntropy } from '../discrete/discreteInformation';
import { lessPermuted } from '../discrete/permutedTables';
import type { Shared } from '../measure';
import { measureBy } from '../measures';
import { chooseEstimator } from './chooseEstimator';
import { doubts } from './doubts';
import { measureContinuousPair } from './continuousPair';
import { measureMixedPair } from './mixedPair';
import { measureOverloadedPair } from './overloadedPair';
import type { RowsNature } from './rowsNature';

/** What `auto` measured. */
export interface AutoMeasurement {
  readonly measured: Measurement;
  /** Whether it worked on ranks, where tails and scales of the values do not matter. */
  readonly onRanks: boolean;
  /** Whether its estimator, on all columns of shuffled pairs, is a null of the value. */
  readonly hasNull: boolean;
}

/** With more joint columns neighbours are asked in some of the columns alone. */
const allColumns = 6;

/**
 * I(X;Y) in nats by `auto`: by the kinds of the variables where these decide, else by what the data show.
 * @param nature what is known of rows that are not independent draws
 * @throws UserError where no sensible number can be given @throws CancelledError
 */
export async function measurePair(
  x: PreparedVariable,
  y: PreparedVariable,
  options: EstimatorOptions,
  shared: Shared,
  signal?: AbortSignal,
  nature?: RowsNature,
): Promise<AutoMeasurement> {
  const { estimator, reason } = chooseEstimator(x, y);
  if (estimator === 'auto') throw new Error('auto chose itself');
  if (estimator === 'ksg1' || estimator === 'gaussianCopula')
    return {
      measured: await measureContinuousPair(x, y, options, signal, nature),
      onRanks: true,
      hasNull: x.variable.dimensions + y.variable.dimensions <= allColumns,
    };
  const by = async (name: typeof estimator): Promise<Measurement> => ({
    estimator: name,
    ...(await measureBy(name)(x, y, { ...options, estimator: name }, shared, signal)),
  });
  const isMixed = x.variable.kind !== y.variable.kind;
  if (estimator === 'probe' && x.variable.kind === 'continuous' && y.variable.kind === 'continuous') {
    const regression = await by('probe');
    const measured = await measureOverloadedPair(x, y, regression, options, signal, nature);
    return { measured: { ...measured, reason: measured.reason ?? [reason] }, onRanks: true, hasNull: false };
  }
  if (estimator === 'grassberger') {
    const measured = doubted(lessPermuted(await by(estimator), x.symbols, y.symbols, options.seed), x, options);
    return { measured: { ...measured, reason: [reason] }, onRanks: false, hasNull: false };
  }
  if (isMixed && options.effort === 'thorough' && (estimator === 'ross' || estimator === 'probe')) {
    const classes = (state: PreparedVariable, symbols: PreparedVariable) =>
      shared.probe(state, options).classes(symbols);
    const measured = await measureMixedPair(x, y, estimator, { by, classes });
    return { measured: { ...measured, reason: [reason, ...(measured.reason ?? [])] }, onRanks: false, hasNull: true };
  }
  const read = await by(estimator);
  const measured = isMixed && estimator === 'mixedKsg' ? openToUnseen(read, x, y) : read;
  const limited = estimator === 'millerMadow' ? doubted(measured, x, options) : measured;
  return { measured: { ...limited, reason: limited.reason ?? [reason] }, onRanks: false, hasNull: true };
}

/**
 * Where symbols were seen a few times each, neighbours read at most what the seen ones hold: the upper end is that of
 * the symbols' entropy, with those that were not seen.
 */
function openToUnseen(measured: Measurement, x: PreparedVariable, y: PreparedVariable): Measurement {
  const { symbols } = x.variable.kind === 'discrete' ? x : y;
  const { high, warnings } = discreteEntropy(symbols, 'grassberger');
  return { ...measured, high: Math.max(measured.high, high), warnings: [...measured.warnings, ...warnings] };
}

/** A lone table with a warning where few samples leave its value open. */
const doubted = (measured: Measurement, x: PreparedVariable, { effort }: EstimatorOptions): Measurement =>
  effort === 'thorough'
    ? { ...measured, warnings: [...measured.warnings, ...doubts(measured, x.variable.samples)] }
    : measured;
