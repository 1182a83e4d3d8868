import { sentence, type Sentence } from '../../../base/sentence';
import { rowsReaching } from '../../../data/realSteps';
import type { Breather } from '../../../information/numerics/breather';
import { symbolInformation } from '../../../information/readout/symbolInformation';
import type { Measured } from '../../../result/measured';
import { analysedTimes } from '../../plan/times';
import { stepVariable } from '../../plan/variables';
import type { AskedContext, AskedFound } from './asked';
import { endComputedFrom, noisyEnd, rememberingLayers } from './layersAtEnd';

/** Lags at most: each takes a decoder a layer. */
const mostLags = 32;
/** Symbols at most: so many lines can still be looked at. */
const mostSymbols = 16;
/** Sequences wanted for each symbol. */
const rowsPerSymbol = 40;

/**
 * Which symbols the last state of each layer with a memory has forgotten: what it tells about the input at each lag
 * where one symbol was there.
 * @throws CancelledError
 */
export async function layerSymbols(
  context: AskedContext,
  breather: Breather,
  signal: AbortSignal,
): Promise<AskedFound> {
  const { config, dataset, states, epoch } = context;
  const { inputs } = dataset.heldOut;
  const { length, alphabet = 0 } = inputs;
  const every = Int32Array.from({ length: context.samples }, (_, row) => row);
  const measured: Measured[] = [];
  const notes: Sentence[] = [];
  const layers = rememberingLayers(states, length);
  if (!inputs.symbols || alphabet > mostSymbols || every.length < rowsPerSymbol * alphabet) {
    notes.push(
      sentence(
        'What is kept of each symbol is measured only of inputs of 2 to {0} symbols, with {1} sequences for each.',
        ...[mostSymbols, rowsPerSymbol],
      ),
    );
    return { measured, notes };
  }
  for (const layer of layers) {
    const { layer: name, units: dimensions } = layer;
    const from = layer.direction === 'backward' ? ('start' as const) : undefined;
    for (const time of analysedTimes(length).reverse().slice(0, mostLags)) {
      const rows = rowsReaching(inputs, time, every);
      if (rows.length < rowsPerSymbol * alphabet) break;
      const values = noisyEnd(config, layer, length, rows);
      const state = { name, kind: 'continuous' as const, values, samples: rows.length, dimensions };
      const input = stepVariable('X_t', inputs, time, rows, from);
      const common = {
        ...{ layer: name, epoch, time: length, lag: length - time, estimator: 'probe' as const },
        ...{ unit: 'nats' as const, bound: 'none' as const, of: endComputedFrom(config, layer) },
        ...(from && { from }),
      };
      const found = await symbolInformation(state, input, config.seed, signal);
      measured.push(
        ...found.map(({ symbol, nats, low, high, samples }): Measured => ({
          ...common,
          ...{ measure: 'symbolInformation', member: symbol, value: nats, low, high, samples },
        })),
      );
      if (breather.due()) await breather.rest();
    }
  }
  return { measured, notes };
}
