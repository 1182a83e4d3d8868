import type { Unit } from '../../result/result';

interface Judged {
  readonly points: readonly { readonly accuracy?: number }[];
}

/** The head of a column of losses: information a target for classes, squared error for values. */
export const lossHead = (groups: readonly Judged[], unit: Unit): string =>
  groups.some(({ points }) => points.some(({ accuracy }) => accuracy === undefined))
    ? 'squared error'
    : `loss, ${unit}`;
