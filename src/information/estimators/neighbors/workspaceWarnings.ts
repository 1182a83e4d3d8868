import { warning, type InformationWarning } from '../../types/warnings';
import { dimensionsOf, type Metric } from './spaces/space';
import type { WorkspaceVariables } from './workspaceVariables';

/** Ties beyond this share of the samples get a warning. */
const manyTies = 0.1;
/**
 * Beyond this number of joint columns the neighbour estimators read far too low at any practical N (the table in
 * SCIENCE.md: half the true value at ten columns).
 */
const manyDimensions = 8;

/** Warnings of variables with many ties, and of samples that coincide (radius zero). */
export function tieWarnings(
  variables: WorkspaceVariables,
  indices: readonly number[],
  radii?: Float64Array,
): InformationWarning[] {
  const warnings = tied(variables, indices).map((index) =>
    warning('tiedDistances', variables.variable(index).name, percent(variables.tiedShare(index))),
  );
  const coincident = radii ? radii.reduce((sum, radius) => sum + (radius === 0 ? 1 : 0), 0) / radii.length : 0;
  if (coincident > 0)
    warnings.push(coincident < 0.01 ? warning('fewCoincident') : warning('coincident', percent(coincident)));
  return warnings;
}

/** Warnings of variables with many ties, for I(X;Y|Z). */
export function conditionalTieWarnings(
  variables: WorkspaceVariables,
  indices: readonly number[],
): InformationWarning[] {
  return tied(variables, indices).map((index) =>
    warning('tiedConditional', variables.variable(index).name, percent(variables.tiedShare(index))),
  );
}

/** A warning where both variables together have many columns. */
export function dimensionWarnings(
  variables: WorkspaceVariables,
  x: number,
  y: number,
  metric: Metric,
): InformationWarning[] {
  const dimensions = dimensionsOf(variables.space(x, metric)) + dimensionsOf(variables.space(y, metric));
  return dimensions > manyDimensions ? [warning('manyDimensions', dimensions, variables.variable(x).samples)] : [];
}

function tied(variables: WorkspaceVariables, indices: readonly number[]): number[] {
  return indices.filter((index) => variables.tiedShare(index) > manyTies);
}

const percent = (share: number): number => Math.round(100 * share);
