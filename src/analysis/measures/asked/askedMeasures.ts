import type { MeasureName } from '../../../config/schema/measureNames';
import { Breather } from '../../../information/numerics/breather';
import type { AskedContext, AskedFound } from './asked';
import { gatesOfLayers } from './gates';
import { layerBeliefs } from './layerBeliefs';
import { layerCapacities } from './layerCapacities';
import { layerFisherMemory } from './layerFisherMemory';
import { layerStateSizes } from './layerStateSizes';
import { layerSymbols } from './layerSymbols';
import { probedLayers } from './probes';
import { unitsOfLayers } from './units';

const measures: Readonly<
  Record<MeasureName, (context: AskedContext, breather: Breather, signal: AbortSignal) => Promise<AskedFound>>
> = {
  capacity: layerCapacities,
  gates: gatesOfLayers,
  units: unitsOfLayers,
  probes: probedLayers,
  fisher: layerFisherMemory,
  beliefs: layerBeliefs,
  stateSize: layerStateSizes,
  symbols: layerSymbols,
};

/** One measure of `analysis.measures`. @throws CancelledError */
export const askedMeasure = (name: MeasureName, context: AskedContext, signal: AbortSignal): Promise<AskedFound> =>
  measures[name](context, new Breather(signal), signal);
