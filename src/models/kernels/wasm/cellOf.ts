import type { RecurrentActivation } from '../recurrentKernel';
import type { Cell, CellSizes } from './cell';
import { GRUCell } from './gruCell';
import { LSTMCell } from './lstmCell';
import { SimpleCell } from './simpleCell';

/** @param activation of a simple cell */
export function cellOf(type: 'simpleRNN' | 'lstm' | 'gru', sizes: CellSizes, activation: RecurrentActivation): Cell {
  switch (type) {
    case 'simpleRNN':
      return new SimpleCell(sizes, activation);
    case 'lstm':
      return new LSTMCell(sizes);
    case 'gru':
      return new GRUCell(sizes);
  }
}
