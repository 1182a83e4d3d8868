import type { Variable } from '../../types/variable';
import { NeighborWorkspace } from './workspace';

export type { NeighborEstimate } from './neighborEstimate';
export type { NeighborWorkspace } from './workspace';

/** Neighbour estimators (KSG and its kin) over variables that share their samples. */
export function createNeighborWorkspace(variables: readonly Variable[]): NeighborWorkspace {
  return new NeighborWorkspace(variables);
}
