import { cellOf, spotAt } from './geometry';
import { type Looked, type Spot, stepOf, type View } from './looked';

/** What a key on the map does to what is looked at; undefined: nothing. */
export function movedBy(key: string, shift: boolean, view: View, onMap: boolean): Partial<Looked> | undefined {
  const { looked, head, shape } = view;
  if (!onMap) return alongPath(key, view);
  const { spot, fixed, onSymbol } = looked;
  if (shift && (key === 'ArrowLeft' || key === 'ArrowRight') && fixed !== 'step')
    return extended(view, key === 'ArrowRight' ? 1 : -1);
  if (key === 'PageDown' || key === 'PageUp') {
    const by = key === 'PageDown' ? 1 : -1;
    if (fixed === 'sequence') return { spot: { ...spot, sequence: spot.sequence + by } };
    if (fixed === 'step') return { spot: { ...spot, step: spot.step + by } };
    const place = view.order.indexOf(spot.unit) + by;
    return { spot: { ...spot, unit: view.order[Math.max(0, Math.min(shape.units - 1, place))] } };
  }
  const { row, column } = cellOf(view, spot);
  const columns = fixed === 'step' ? shape.units : head.header.length;
  const rows = fixed === 'sequence' ? shape.units : view.loaded.sequences;
  const at = (toRow: number, toColumn: number): Spot =>
    spotAt(view, Math.max(0, Math.min(rows - 1, toRow)), Math.max(0, Math.min(columns - 1, toColumn)));
  switch (key) {
    case 'ArrowLeft':
      return { spot: at(row, column - 1) };
    case 'ArrowRight':
      return { spot: at(row, column + 1) };
    case 'ArrowUp':
      if (row === 0 && fixed !== 'step' && head.header.inputs) return { onSymbol: true };
      return { spot: at(row - 1, column) };
    case 'ArrowDown':
      return onSymbol ? { onSymbol: false } : { spot: at(row + 1, column) };
    case 'Home':
      return { spot: at(row, 0) };
    case 'End':
      return { spot: at(row, columns - 1) };
    default:
      return undefined;
  }
}

/** The chosen steps, longer or shorter by one at the end where the spot is. */
function extended(view: View, by: 1 | -1): Partial<Looked> {
  const { spot, range } = view.looked;
  const last = stepOf(view, view.shape.steps - 1);
  if (!range || range.sequence !== spot.sequence || (spot.step !== range.from && spot.step !== range.to))
    return { range: { sequence: spot.sequence, from: spot.step, to: spot.step } };
  const moved = Math.max(0, Math.min(last, spot.step + by));
  const anchor = spot.step === range.to && (by > 0 || range.from < range.to) ? range.from : range.to;
  const [from, to] = moved < anchor ? [moved, anchor] : [anchor, moved];
  return { spot: { ...spot, step: moved }, range: { sequence: spot.sequence, from, to } };
}

/** On the plane: along the path of a sequence, and to the sequences before and after. */
function alongPath(key: string, { looked: { spot }, head }: View): Partial<Looked> | undefined {
  const to = (change: Partial<Spot>): Partial<Looked> => ({ spot: { ...spot, ...change }, onSymbol: false });
  switch (key) {
    case 'ArrowLeft':
      return to({ step: spot.step - 1 });
    case 'ArrowRight':
      return to({ step: spot.step + 1 });
    case 'ArrowUp':
    case 'PageUp':
      return to({ sequence: spot.sequence - 1 });
    case 'ArrowDown':
    case 'PageDown':
      return to({ sequence: spot.sequence + 1 });
    case 'Home':
      return to({ step: 0 });
    case 'End':
      return to({ step: head.header.length - 1 });
    default:
      return undefined;
  }
}
