import type { LayerConfig } from '../schema/layers';
import type { RecurrentLayerConfig } from '../schema/recurrentCells';
import { cellOf, innerBottleneck, isResidual, noisePlacement } from './layerTraits';

const suffix = ' (state)';

/** The name under which the whole state of a layer goes beside its output; no layer of a config may have it. */
export const wholeStateName = (layer: string): string => `${layer}${suffix}`;

/** The layer whose whole state goes under a name; undefined where the name is that of an output, X or Y. */
export const layerOfState = (name: string): string | undefined =>
  name.endsWith(suffix) ? name.slice(0, -suffix.length) : undefined;

/** The layer that a name is of, whether it names its output or its whole state. */
export const layerNamed = (name: string): string => layerOfState(name) ?? name;

/** Numbers that a recurrent layer carries from one step to the next; undefined for a layer without a state. */
export function stateSize(layer: LayerConfig): number | undefined {
  const cell = cellOf(layer);
  if (!cell) return undefined;
  return layer.type === 'bidirectional' ? 2 * carriedBy(cell) : carriedBy(cell);
}

function carriedBy(cell: RecurrentLayerConfig): number {
  const { units } = cell;
  switch (cell.type) {
    // h and c.
    case 'lstm':
      return 2 * units;
    // h, c, n and m.
    case 'sLSTM':
      return 4 * units;
    // Of each head the matrix C, n and m.
    case 'mLSTM': {
      const width = units / cell.heads;
      return cell.heads * (width * width + width + 1);
    }
    // A matrix of each head.
    case 'matrixState':
      return (units * units) / cell.heads;
    // What the convolution reads of earlier steps, and the states of each unit.
    case 'mamba':
      return units * (cell.convolution - 1 + cell.stateSize);
    default:
      return units;
  }
}

/**
 * What a layer's whole state is beside the output that the analysis reads: that output itself; other numbers (`own`);
 * or numbers of which not all have noise while some draw it inside the recurrence (`drawn`), so that what they hold of
 * the input has no finite value.
 */
export function stateKind(layer: LayerConfig): 'output' | 'own' | 'drawn' | undefined {
  const cell = cellOf(layer);
  if (!cell) return undefined;
  const draws = innerBottleneck(cell) !== undefined || noisePlacement(layer) === 'recurrent';
  const isOutput = !carriesMore(cell) && !isResidual(layer);
  if (draws) return isOutput ? 'output' : 'drawn';
  // Noise at the read-out is no part of the state, and the two directions may be merged.
  const isMerged = layer.type === 'bidirectional' && layer.mergeMode !== 'concat';
  return isOutput && noisePlacement(layer) === undefined && !isMerged ? 'output' : 'own';
}

/** Cells whose output is not all that they carry. */
const carriesMore = ({ type }: RecurrentLayerConfig): boolean =>
  type === 'lstm' || type === 'sLSTM' || type === 'mLSTM' || type === 'matrixState' || type === 'mamba';

/**
 * Whether the output is among the numbers of the state, so that a state with noise on each number tells at least what
 * the output with the same noise does (data processing).
 */
export function holdsOutput(layer: LayerConfig): boolean {
  const cell = cellOf(layer);
  if (!cell || isResidual(layer) || (layer.type === 'bidirectional' && layer.mergeMode !== 'concat')) return false;
  return cell.type !== 'mLSTM' && cell.type !== 'matrixState' && cell.type !== 'mamba';
}
