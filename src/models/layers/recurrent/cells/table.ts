import type { RecurrentLayerConfig } from '../../../../config/schema/recurrentCells';
import { echoState } from './echoState';
import { gru } from './gru';
import { indRNN } from './indRNN';
import { leakyRNN } from './leakyRNN';
import { lru } from './lru';
import { lstm } from './lstm';
import { mamba } from './mamba';
import { matrixState } from './matrixState';
import { minGRU } from './minGRU';
import { minLSTM } from './minLSTM';
import type { CellConfig, CellType, MakeCell, RecurrentCell } from './recurrentCell';
import { mLSTM } from './mLSTM';
import { rgLRU } from './rgLRU';
import { sLSTM } from './sLSTM';
import { simpleRNN } from './simpleRNN';

/** Every recurrent cell. A new one needs a file next to this one and a row here. */
const cells: { readonly [Type in CellType]: MakeCell<Type> } = {
  simpleRNN,
  lstm,
  gru,
  minGRU,
  minLSTM,
  indRNN,
  lru,
  rgLRU,
  leakyRNN,
  matrixState,
  mamba,
  echoState,
  sLSTM,
  mLSTM,
};

/** The cell of a recurrent layer's config. */
export function cellFor(config: RecurrentLayerConfig): RecurrentCell {
  return made(config);
}

/** Generic, so that the type checker matches each cell with the config of its own type. */
function made<Type extends CellType>(
  config: { [T in Type]: CellConfig<T> & { readonly type: T } }[Type],
): RecurrentCell {
  return cells[config.type](config);
}
