import type { LayerActivations } from '../../models/activations';
import { mostHeld } from '../../models/heldStates';
import { isSameView } from '../../models/stateIndex';
import type { StateView } from '../../models/stateView';
import type { SnapshotPlan } from './snapshotPlan';

/** Parts of a plan whose states are held together, with these states by the layers' names. */
export interface Block {
  readonly parts: readonly (readonly number[])[];
  readonly views: ReadonlyMap<string, readonly StateView[]>;
}

/**
 * Parts in blocks, in their order, whose states are few enough to be held; a part whose own are more is a block of its
 * own.
 */
export function blocksOf(
  plan: SnapshotPlan,
  parts: readonly (readonly number[])[],
  layers: readonly LayerActivations[],
  most = mostHeld,
): Block[] {
  const blocks: { parts: (readonly number[])[]; views: Map<string, StateView[]>; numbers: number }[] = [];
  for (const part of parts) {
    const last = blocks.at(-1);
    const more = last && missing(plan, part, layers, last.views);
    if (last && more && last.numbers + more.numbers <= most) {
      last.parts.push(part);
      last.numbers += more.numbers;
      more.add(last.views);
      continue;
    }
    const views = new Map<string, StateView[]>();
    const own = missing(plan, part, layers, views);
    own.add(views);
    blocks.push({ parts: [part], views, numbers: own.numbers });
  }
  return blocks;
}

/** The states that a part needs and a block does not have. */
function missing(
  plan: SnapshotPlan,
  part: readonly number[],
  layers: readonly LayerActivations[],
  views: ReadonlyMap<string, readonly StateView[]>,
): { readonly numbers: number; readonly add: (to: Map<string, StateView[]>) => void } {
  const found: { layer: LayerActivations; view: StateView }[] = [];
  for (const { layer: name, ...view } of plan.statesOf(part)) {
    const layer = layers.find((one) => one.layer === name);
    if (!layer) continue;
    const known = [...(views.get(name) ?? []), ...found.filter((one) => one.layer === layer).map((one) => one.view)];
    if (!known.some((one) => isSameView(layer, one, view))) found.push({ layer, view });
  }
  return {
    numbers: found.reduce((sum, { layer: { samples, units } }) => sum + samples * units, 0),
    add: (to) => {
      for (const { layer, view } of found) to.set(layer.layer, [...(to.get(layer.layer) ?? []), view]);
    },
  };
}
