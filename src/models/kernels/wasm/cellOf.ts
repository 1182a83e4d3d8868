import type { KernelCell, RecurrentActivation } from '../cellTypes';
import type { Cell, CellSizes } from './cell';
import { GRUAfterCell } from './gruAfterCell';
import { GRUCell } from './gruCell';
import { LSTMCell } from './lstmCell';
import { SimpleCell } from './simpleCell';

/**
 * @param activation used by a simple cell only
 * @param zeros see `Cell`: the place of zeros for a layer without a bias
 */
export function cellOf(type: KernelCell, sizes: CellSizes, activation: RecurrentActivation, zeros = 0): Cell {
  switch (type) {
    case 'simpleRNN':
      return new SimpleCell(sizes, activation, zeros);
    case 'lstm':
      return new LSTMCell(sizes, zeros);
    case 'gru':
      return new GRUCell(sizes, zeros);
    case 'resetAfterGRU':
      return new GRUAfterCell(sizes, zeros);
  }
}
