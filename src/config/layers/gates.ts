import type { RecurrentLayerConfig } from '../schema/recurrentCells';

/** Names of the gates in the equations of the cells. */
export type GateName =
  | 'candidate'
  | 'decay'
  | 'forget'
  | 'input'
  | 'kept'
  | 'output'
  | 'recurrence'
  | 'reset'
  | 'step'
  | 'strength'
  | 'update';

/** One gate of a cell: numbers that multiply what is let in, kept or handed on at a step. */
export interface Gate {
  readonly name: GateName;
  /** Numbers of it at a step: one a unit, a head, or a number of the state. */
  readonly columns: number;
  /** `share`: 0 to 1; `signed`: -1 to 1; `positive`; `real`. */
  readonly range: 'share' | 'signed' | 'positive' | 'real';
  /** Where it says which share of the state stays: its value does, or what it leaves of 1. */
  readonly keeps?: 'value' | 'rest';
  /** A parameter: the same at every step. */
  readonly constant?: true;
}

const share = (name: GateName, columns: number, more: Pick<Gate, 'keeps' | 'constant'> = {}): Gate => ({
  ...{ name, columns },
  range: 'share',
  ...more,
});

/**
 * The gates of a cell, in the order in which its stepped form leaves them (`SteppedLayer.gates`); none of a cell that
 * has none.
 */
export function gatesOf(cell: RecurrentLayerConfig): readonly Gate[] {
  const { units } = cell;
  switch (cell.type) {
    case 'lstm':
      return [
        share('input', units),
        share('forget', units, { keeps: 'value' }),
        share('output', units),
        { name: 'candidate', columns: units, range: 'signed' },
      ];
    case 'gru':
      // z multiplies the state before, as in Keras.
      return [
        share('update', units, { keeps: 'value' }),
        share('reset', units),
        { name: 'candidate', columns: units, range: 'signed' },
      ];
    case 'minGRU':
      return [share('update', units, { keeps: 'rest' })];
    // Both are divided by their sum.
    case 'minLSTM':
      return [share('forget', units, { keeps: 'value' }), share('input', units)];
    case 'rgLRU':
      return [share('recurrence', units), share('input', units), share('decay', units, { keeps: 'value' })];
    case 'sLSTM':
      // `kept` is the share of c/n that stays: the forget gate times what the normaliser was, by what it is.
      return [
        { name: 'input', columns: units, range: 'positive' },
        share('forget', units),
        share('output', units),
        share('kept', units, { keeps: 'value' }),
      ];
    case 'mLSTM':
      return [
        { name: 'input', columns: cell.heads, range: 'positive' },
        share('forget', cell.heads, { keeps: 'value' }),
        share('output', units),
      ];
    case 'matrixState': {
      const decays = { none: 0, scalar: cell.heads, channel: units }[cell.decay];
      return [
        ...(decays > 0 ? [share('decay', decays, { keeps: 'value' })] : []),
        ...(cell.rule === 'delta' ? [share('strength', cell.heads)] : []),
      ];
    }
    case 'mamba':
      return [
        { name: 'step', columns: units, range: 'positive' },
        share('decay', units * cell.stateSize, { keeps: 'value' }),
        { name: 'output', columns: units, range: 'real' },
      ];
    case 'lru':
      return [share('decay', units / 2, { keeps: 'value', constant: true })];
    case 'leakyRNN':
    case 'echoState':
      return [share('decay', units, { keeps: 'value', constant: true })];
    case 'simpleRNN':
    case 'indRNN':
      return [];
  }
}
