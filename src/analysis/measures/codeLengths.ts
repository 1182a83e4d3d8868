import { breathe, throwIfCancelled } from '../../base/cancellation';
import type { FrequencyTable } from '../../information/coding/frequencyTable';
import { binProbability, mixtureTable, type LogisticMixture } from '../../information/coding/logisticMixture';
import { SymbolDecoder, SymbolEncoder } from '../../information/coding/symbolCoder';
import type { LayerActivations } from '../../models/activations';
import type { Coding } from '../../result/result';

/** Symbols coded between two checks for cancellation. */
const stretch = 20_000;
/** The probability of bins whose own is too small for a double. */
const leastProbability = 1e-300;

/**
 * The length in nats of the code at a place (sample x length + step) by the layer's own density, summed over units;
 * undefined where codes are not integers.
 */
export function codeLength(layer: LayerActivations): ((place: number) => number) | undefined {
  if (!layer.density) return undefined;
  const { values, units } = layer;
  const known = densities(layer).map((density) =>
    remembered((symbol) => -Math.log(Math.max(leastProbability, binProbability(density, symbol)))),
  );
  return (place) => {
    let sum = 0;
    for (let j = 0; j < units; j++) sum += known[j](values[place * units + j]);
    return sum;
  };
}

/**
 * Encodes all codes of every entropy bottleneck by the range coder with the tables of its density, decodes the stream,
 * and returns the length by the density and by the stream.
 * @throws CancelledError
 */
export async function codings(
  epoch: number,
  layers: readonly LayerActivations[],
  signal?: AbortSignal,
): Promise<Coding[]> {
  const found: Coding[] = [];
  for (const layer of layers) {
    const nats = codeLength(layer);
    if (!nats) continue;
    const places = layer.samples * layer.length;
    let model = 0;
    for (let place = 0; place < places; place++) model += nats(place);
    throwIfCancelled(signal);
    const tables = densities(layer).map(mixtureTable);
    const stream = await write(layer, tables, signal);
    const modelBits = model / Math.LN2;
    const streamBits = 8 * stream.length;
    found.push({
      layer: layer.layer,
      epoch,
      symbols: layer.values.length,
      modelBits,
      streamBits,
      overhead: modelBits > 0 ? streamBits / modelBits - 1 : 0,
      decoded: await readsBack(stream, layer, tables, signal),
    });
  }
  return found;
}

async function write(
  { values, units }: LayerActivations,
  tables: readonly FrequencyTable[],
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const encoder = new SymbolEncoder();
  for (let at = 0; at < values.length; at++) {
    encoder.encode(values[at], tables[at % units]);
    if (at % stretch === stretch - 1) await breathe(signal);
  }
  return encoder.finish();
}

async function readsBack(
  stream: Uint8Array,
  { values, units }: LayerActivations,
  tables: readonly FrequencyTable[],
  signal?: AbortSignal,
): Promise<boolean> {
  const decoder = new SymbolDecoder(stream);
  for (let at = 0; at < values.length; at++) {
    if (decoder.decode(tables[at % units]) !== values[at]) return false;
    if (at % stretch === stretch - 1) await breathe(signal);
  }
  return true;
}

/** One mixture per unit. */
function densities({ density, units }: LayerActivations): LogisticMixture[] {
  if (!density) return [];
  const { weights, means, scales } = density;
  return Array.from({ length: units }, (_, unit) => {
    const column = (values: Float32Array): Float64Array =>
      Float64Array.from(values.filter((_value, i) => i % units === unit));
    const raw = column(weights);
    // Float32 leaves the sum of the weights off by 1e-7.
    const sum = raw.reduce((total, weight) => total + weight, 0);
    return { weights: raw.map((weight) => weight / sum), means: column(means), scales: column(scales) };
  });
}

function remembered(of: (symbol: number) => number): (symbol: number) => number {
  const known = new Map<number, number>();
  return (symbol) => {
    const found = known.get(symbol) ?? of(symbol);
    known.set(symbol, found);
    return found;
  };
}
