import type { CellSlice } from './cells';
import { hasState, type View } from './looked';

/** The places of the cells of `count` rows from `first` on. */
export function sliceOf(view: View, first: number, count: number): CellSlice {
  const { head, shape, looked, order } = view;
  const { fixed, spot } = looked;
  const { steps, units } = shape;
  const { length } = head.header;
  const stepPlace = (step: number): number => Math.min(step, steps - 1) * units;
  const rowsOf = (place: (row: number) => number): Int32Array =>
    Int32Array.from({ length: count }, (_, i) => place(first + i));
  switch (fixed) {
    case 'sequence':
      return {
        rows: rowsOf((row) => order[row]),
        columns: Int32Array.from({ length }, (_, step) =>
          hasState(view, spot.sequence, step) ? spot.sequence * steps * units + stepPlace(step) : -1,
        ),
      };
    case 'step':
      return {
        rows: rowsOf((row) => (hasState(view, row, spot.step) ? row * steps * units + stepPlace(spot.step) : -1)),
        columns: order,
      };
    case 'unit':
      return {
        rows: rowsOf((row) => row * steps * units + spot.unit),
        columns: Int32Array.from({ length }, (_, step) => stepPlace(step)),
        first: rowsOf((row) => length - (steps === 1 ? 1 : head.lengths[row])),
      };
  }
}
