import type { MeasureName } from '../../../config/schema/measureNames';
import { Breather } from '../../../information/numerics/breather';
import type { AskedContext, AskedFound } from './asked';
import { gatesOfLayers } from './gates';
import { layerCapacities } from './layerCapacities';
import { probedLayers } from './probes';
import { unitsOfLayers } from './units';

const measures: Readonly<
  Record<MeasureName, (context: AskedContext, breather: Breather, signal: AbortSignal) => Promise<AskedFound>>
> = { capacity: layerCapacities, gates: gatesOfLayers, units: unitsOfLayers, probes: probedLayers };

/** One measure of `analysis.measures`. @throws CancelledError */
export const askedMeasure = (name: MeasureName, context: AskedContext, signal: AbortSignal): Promise<AskedFound> =>
  measures[name](context, new Breather(signal), signal);
