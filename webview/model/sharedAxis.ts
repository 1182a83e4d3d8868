import type { Axis, AxisKind } from './chartData';

/** A place on the axes of one kind: a lag, a time step or an epoch. */
export interface SharedPlace {
  readonly kind: AxisKind;
  readonly value: number;
}

/** The value at a position: positions of an axis with names count them, and lags or steps are their names. */
export function valueAt({ kind, names }: Axis, position: number): number {
  if (kind === undefined || !names || names.length < 2) return position;
  const values = names.map(Number);
  if (!values.every(Number.isFinite)) return position;
  const at = Math.min(values.length - 2, Math.max(0, Math.floor(position)));
  return values[at] + (position - at) * (values[at + 1] - values[at]);
}

export function positionOf({ kind, names }: Axis, value: number): number {
  if (kind === undefined || !names || names.length < 2) return value;
  const values = names.map(Number);
  if (!values.every(Number.isFinite)) return value;
  const above = values.findIndex((other) => other >= value);
  const at = Math.min(values.length - 2, Math.max(0, (above < 0 ? values.length : above) - 1));
  return at + (value - values[at]) / (values[at + 1] - values[at]);
}
