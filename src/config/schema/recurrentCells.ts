import type * as z from 'zod';
import { gru, indRNN, lstm, minGRU, minLSTM, simpleRNN, sLSTM } from './cells/gatedCells';
import { echoState, leakyRNN } from './cells/rateCells';
import { lru, mamba, matrixState, mLSTM, rgLRU } from './cells/scanCells';

/** The recurrent cells that `bidirectional` can run in both directions. */
export const twoWayCells = [
  simpleRNN,
  lstm,
  gru,
  minGRU,
  minLSTM,
  indRNN,
  lru,
  rgLRU,
  matrixState,
  mamba,
  echoState,
  sLSTM,
  mLSTM,
] as const;

/** All recurrent cells, each a layer by itself. A model of a circuit in time runs in no other direction. */
export const cells = [...twoWayCells, leakyRNN] as const;

/** A cell that `bidirectional` can run. */
export type TwoWayCellConfig = z.output<(typeof twoWayCells)[number]>;
export type RecurrentLayerConfig = z.output<(typeof cells)[number]>;
