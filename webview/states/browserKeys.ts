import type { Looked, Spot, View } from './looked';
import { movedBy } from './moves';

/** What the keys of the maps and the plane do. */
export interface KeyActions {
  /** Looks at the sequence of a spot. */
  show(spot: Spot): void;
  find(): void;
  toggle(unit: number): void;
  clear(): void;
  move(change: Partial<Looked>): void;
}

/** @returns whether the key means anything here */
export function acted({ key, shiftKey }: KeyboardEvent, view: View, onMap: boolean, actions: KeyActions): boolean {
  const { looked } = view;
  if (key === 'Enter' && looked.fixed !== 'sequence') actions.show(looked.spot);
  else if (key === 'Enter') actions.find();
  else if (key === ' ' && onMap) actions.toggle(looked.spot.unit);
  else if (key === 'Escape' && looked.range) actions.clear();
  else {
    const moved = movedBy(key, shiftKey, view, onMap);
    if (!moved) return false;
    actions.move(moved);
  }
  return true;
}
