import { LayerGraph } from '../../../config/layers/layerGraph';
import { noisePlacement } from '../../../config/layers/layerTraits';
import { isMain } from '../../../result/subject';
import type { NatsEstimate } from '../natsEstimate';
import type { SteppedSnapshot } from '../stepped/steppedLayers';
import { addedNoise } from './addedNoise';
import { innerVariance } from './innerVariance';
import type { DeclaredLayer, RunTogether } from './layersAtStep';

/**
 * The layers whose state has a known density given the input, and given earlier noise where that is inside the
 * recurrence, with nothing below that draws: all that add their noise when they are read together, each other one
 * alone.
 */
export function knownLayers({ config, states, estimates, set }: SteppedSnapshot): RunTogether[] {
  const { layers } = config.model;
  const aboveDraws = new LayerGraph(layers).downstreamOf((layer) => noisePlacement(layer) !== undefined);
  const known = new Set(
    layers.filter(({ type, name }) => type !== 'bidirectional' && !aboveDraws.has(name)).map(({ name }) => name),
  );
  const read: DeclaredLayer[] = [];
  const inner: RunTogether[] = [];
  for (const state of states) {
    const { layer: name, units } = state;
    if (!known.has(name)) continue;
    const inside = innerVariance(config, name);
    if (inside !== undefined) {
      inner.push({ layers: [{ name, units, deviation: Math.sqrt(inside) }], inner: true });
      continue;
    }
    const deviation = addedNoise(state, config);
    if (deviation !== undefined && isKnown(name, estimates, set.inputs.length)) read.push({ name, units, deviation });
  }
  return [...(read.length > 0 ? [{ layers: read, inner: false }] : []), ...inner];
}

/** Whether I(X;H) was read from the known density of the state at the last step. */
const isKnown = (layer: string, estimates: readonly NatsEstimate[], last: number): boolean =>
  estimates.some(
    (one) =>
      one.quantity === 'inputInformation' &&
      one.target === layer &&
      one.time === last &&
      one.estimator === 'knownConditional' &&
      isMain(one),
  );
