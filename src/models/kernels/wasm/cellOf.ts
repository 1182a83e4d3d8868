import type { KernelCell, RecurrentActivation } from '../cellTypes';
import type { Cell, CellSizes } from './cell';
import { GRUCell } from './gruCell';
import { LSTMCell } from './lstmCell';
import { SimpleCell } from './simpleCell';

/** @param activation used by a simple cell only */
export function cellOf(type: KernelCell, sizes: CellSizes, activation: RecurrentActivation): Cell {
  switch (type) {
    case 'simpleRNN':
      return new SimpleCell(sizes, activation);
    case 'lstm':
      return new LSTMCell(sizes);
    case 'gru':
      return new GRUCell(sizes);
  }
}
