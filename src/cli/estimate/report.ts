import { inEnglish } from '../../base/sentence';
import { assumptionWords } from '../../result/assumptionWords';
import { isModelled, limitsText, readingOf } from '../../result/limits';
import { natsIn } from '../../result/units';
import { reasonInEnglish, warningsInEnglish } from '../../result/warningSentence';
import type { Comparison } from '../../information/compare';
import type { InformationEstimate } from '../../information/types/estimate';
import type { RectifiedInformation } from '../../information/estimators/rebmi';
import type { Quantity } from './settings';

export interface Asked {
  readonly quantity: Quantity;
  readonly unit: 'bits' | 'nats';
}

const symbols: Readonly<Record<Quantity, string>> = {
  mutualInformation: 'I(X;Y)',
  entropy: 'H(X)',
  conditionalEntropy: 'H(X|Y)',
  conditionalMutualInformation: 'I(X;Y|Z)',
};
/** A matrix with more columns than this is printed only with `--json`. */
const mostColumnsPrinted = 12;

/** An estimate in the form of a result document. */
export function record(estimate: InformationEstimate, { quantity, unit }: Asked): object {
  const { nats, low, high, warnings, reason, ...rest } = estimate;
  return {
    quantity,
    source: 'X',
    target: quantity === 'entropy' ? 'X' : 'Y',
    ...(quantity === 'conditionalMutualInformation' && { given: 'Z' }),
    epoch: 0,
    value: natsIn(unit, nats),
    low: natsIn(unit, low),
    high: Number.isFinite(high) ? natsIn(unit, high) : null,
    unit,
    ...rest,
    ...(reason !== undefined && { reason: reasonInEnglish(reason, unit), reasonCodes: reason }),
    ...(warnings.length > 0 && { warnings: warningsInEnglish(warnings, unit), warningCodes: warnings }),
  };
}

/** ReBMI's estimate with its matrix: one row per column of X, in the requested unit. */
export function rebmiRecord(estimate: InformationEstimate, rectified: RectifiedInformation, asked: Asked): object {
  const inUnit = (values: Float64Array): number[] => Array.from(values, (value) => natsIn(asked.unit, value));
  return {
    ...record(estimate, asked),
    matrix: rowsOf(rectified).map(inUnit),
    rowMaxima: inUnit(rectified.rowMaxima),
    nulls: rowsOf(rectified, rectified.nulls).map(inUnit),
  };
}

function rowsOf({ rows, columns, matrix }: RectifiedInformation, values = matrix): Float64Array[] {
  return Array.from({ length: rows }, (_, row) => values.subarray(row * columns, (row + 1) * columns));
}

/** Estimates side by side: successful ones, refused ones with the reason, and disagreements. */
export function comparisonRecord({ outcomes, warnings }: Comparison, asked: Asked): object {
  const estimates = outcomes.flatMap(({ requested: name, outcome }) =>
    'error' in outcome ? [] : [{ asked: name, ...record(outcome, asked) }],
  );
  const declined = outcomes.flatMap(({ requested: name, outcome }) =>
    'error' in outcome ? [{ asked: name, reason: inEnglish(outcome.error) }] : [],
  );
  return {
    estimates,
    ...(declined.length > 0 && { declined }),
    ...(warnings.length > 0 && { warnings: warningsInEnglish(warnings, asked.unit) }),
  };
}

export function printEstimate(
  estimate: InformationEstimate,
  { quantity, unit }: Asked,
  rectified?: RectifiedInformation,
): void {
  process.stdout.write(`${symbols[quantity]} = ${estimateLine(estimate, unit)}\n`);
  if (estimate.reason !== undefined)
    process.stdout.write(`chosen because: ${reasonInEnglish(estimate.reason, unit)}\n`);
  if (rectified !== undefined && rectified.columns <= mostColumnsPrinted) {
    process.stdout.write(`columns of X (rows) by columns of Y, ${unit}:\n`);
    for (const row of rowsOf(rectified))
      process.stdout.write(`  ${Array.from(row, (value) => natsIn(unit, value).toFixed(3).padStart(7)).join(' ')}\n`);
  }
  for (const text of warningsInEnglish(estimate.warnings, unit)) process.stderr.write(`warning: ${text}\n`);
}

export function printComparison({ outcomes, warnings }: Comparison, { quantity, unit }: Asked): void {
  const width = Math.max(...outcomes.map(({ requested }) => requested.length));
  process.stdout.write(`${symbols[quantity]}\n`);
  for (const { requested: asked, outcome } of outcomes) {
    process.stdout.write(
      `  ${asked.padEnd(width)}  ` +
        `${'error' in outcome ? `declined: ${inEnglish(outcome.error)}` : estimateLine(outcome, unit)}\n`,
    );
    if (!('error' in outcome))
      for (const text of warningsInEnglish(outcome.warnings, unit))
        process.stderr.write(`warning: ${asked}: ${text}\n`);
  }
  for (const text of warningsInEnglish(warnings, unit)) process.stdout.write(`disagreement: ${text}\n`);
}

/** Limits that only a model gives are no 95 % interval of the truth, so they are called the model's. */
function estimateLine(estimate: InformationEstimate, unit: 'bits' | 'nats'): string {
  const { nats, bound, estimator, samples, assumes } = estimate;
  const side = bound === 'none' ? '' : `, ${bound} bound`;
  const whose = isModelled(estimate) ? 'assumes' : 'the value assumes';
  const model = assumes === undefined ? '' : `, ${whose} ${inEnglish(assumptionWords(assumes))}`;
  const limits = limitsText(estimate, (value) => natsIn(unit, value).toFixed(4));
  return (
    `${natsIn(unit, nats).toFixed(6)} ${unit}  ${limits} ` +
    `${readingOf(estimate) === 'inModel' ? 'in the model' : '95 %'}  (${estimator}${side}${model}, ${samples} samples)`
  );
}
