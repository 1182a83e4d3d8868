import { upperEnd } from '../../../result/upperEnd';
import { unitWord } from '../../../result/units';
import type { ConfigEdit } from '../../../config/edits';
import { layerPath, parameterPath } from '../../../config/layers/layerPath';
import { cellOf, unitsOf } from '../../../config/layers/layerTraits';
import { recordedName } from '../../../data/recorded/recordedName';
import { targetCeiling } from '../../../result/ceiling';
import { negligible } from '../../../result/format';
import type { ResultIndex } from '../../../result/resultIndex';
import type { Advice, Estimate, LayerSummary } from '../../../result/result';
import { chainOf } from '../informationLoss/chain';
import { atMostToldOf, cited, isPart, placeOf, toldOf, wholeOf } from '../figures';
import { freeName, insertLayer, placeOf as placeInConfig, withEdits } from './changes';

/**
 * The target needs inputs that the last recurrent layer no longer holds: single steps that it lost, or more in total
 * than it holds.
 */
export function memoryAdvice(index: ResultIndex): Advice[] {
  const { result } = index;
  const states = outputsAlone(result);
  const layer = states.findLast((candidate) => candidate.recurrent);
  // Attention can read inputs that a state has lost; and the loss of a code depends on its beta.
  if (!layer || result.layers.some(({ type }) => type === 'attention') || !hasReadTheInput(index, layer, states))
    return [];
  const dropped = droppedLag(index, layer);
  if (dropped) return [forgotten(index, layer, dropped)];
  return tooLittle(index, layer);
}

/**
 * Whether all that reaches a head of the input comes through this layer: it reads the input, directly or through
 * others, and every other recurrent layer is one that it reads. A side branch is not there to hold all that the target
 * needs, and what a layer never reads no larger state of it would keep.
 */
function hasReadTheInput({ result }: ResultIndex, { name }: LayerSummary, states: readonly LayerSummary[]): boolean {
  const chain = chainOf(result.layers, result.config);
  const read = new Set([name]);
  let before = 0;
  while (before < read.size) {
    before = read.size;
    for (const { layer, reads } of chain) if (read.has(layer.name)) reads.forEach((source) => read.add(source));
  }
  return read.has('X') && states.every((layer) => !layer.recurrent || !layer.analysed || read.has(layer.name));
}

/** The layers without cell states and gates that were recorded beside an output: no layer reads those. */
function outputsAlone({ config, layers }: ResultIndex['result']): readonly LayerSummary[] {
  if (config.data.task !== 'activations') return layers;
  const names = new Set(layers.map(({ name }) => name));
  return layers.filter(({ name }) => !recordedName(name, names).isBeside);
}

/** A state of a few units can be trained to carry an input this many steps. */
const fewSteps = 3;

/**
 * I(X_{t-s};Y_t), the target's information about the input `lag` steps back, and the layer's information about that
 * input.
 */
interface DroppedLag {
  readonly lag: number;
  readonly needed: Estimate;
  readonly remembered: Estimate;
}

/**
 * The lag with the largest shortfall: I(X_{t-s};Y_t) exceeds I(X_{t-s};H_t) by more than their intervals. By data
 * processing, a prediction from H_t alone cannot recover that part of Y.
 */
function droppedLag(index: ResultIndex, layer: LayerSummary): DroppedLag | undefined {
  const unit = index.result.config.analysis.unit;
  const curve = index.of('memory', layer.name);
  const memory = new Map(curve.map((estimate) => [estimate.lag, estimate]));
  // Information that reaches the head by another way is not missing.
  const head = index.result.layers.at(-1);
  const predicted = (head && index.atEnd('outputInformation', head.name)?.high) ?? 0;
  const missing = index
    .at('lagRelevance', 'Y', index.lastEpoch)
    .filter(({ from }) => from === curve.at(0)?.from)
    .flatMap((needed): (DroppedLag & { gap: number })[] => {
      const remembered = memory.get(needed.lag);
      return remembered && needed.lag !== undefined
        ? [{ lag: needed.lag, needed, remembered, gap: needed.low - upperEnd(remembered) }]
        : [];
    })
    .filter(({ needed, gap }) => gap > 2 * negligible(unit) && needed.low > predicted);
  return missing.sort((a, b) => b.gap - a.gap).at(0);
}

function forgotten(index: ResultIndex, layer: LayerSummary, { lag, needed, remembered }: DroppedLag): Advice {
  const unit = index.result.config.analysis.unit;
  const args = [placeOf(needed, 'lag'), toldOf(needed), unitWord(unit), layer.name, atMostToldOf(remembered)];
  if (layer.type === 'simpleRNN' && lag > 0) {
    return cited({
      kind: 'capacity',
      severity: 'warning',
      layer: layer.name,
      args,
      ...withEdits(gated(index, layer)),
      message:
        'The input at lag {0} holds {1} {2} about the target, but {3} holds {4} {2} about that input. A ' +
        'gated layer (lstm, gru) keeps single inputs for longer.',
    });
  }
  if (lag === 0) {
    return cited({
      kind: 'skipConnection',
      severity: 'warning',
      layer: layer.name,
      args: args.slice(1),
      ...withEdits(skipFromInput(index)),
      message:
        'The latest input holds {0} {1} about the target, but {2} holds {3} {1} about that input. A skip ' +
        'connection from X to the head would carry it past {2}.',
    });
  }
  if (lag < fewSteps) {
    return cited({
      kind: 'capacity',
      severity: 'warning',
      layer: layer.name,
      args: [...args, layer.units, widened(index, layer).units],
      ...withEdits(widened(index, layer).edits),
      message:
        'The input at lag {0} holds {1} {2} about the target, but {3} holds {4} {2} about that input. A ' +
        'larger state ({6} units instead of {5}) or longer training would keep it.',
    });
  }
  return cited({
    kind: 'attention',
    severity: 'warning',
    layer: layer.name,
    args,
    ...withEdits(attention(index, layer)),
    message:
      'The input at lag {0} holds {1} {2} about the target, but {3} holds {4} {2} about that input. ' +
      'Attention over the steps of {3} would let the head read that far back.',
  });
}

/**
 * No single step is missing, but the steps together hold more about the target than the state does; only where that
 * total is known exactly.
 */
function tooLittle(index: ResultIndex, layer: LayerSummary): Advice[] {
  const { result } = index;
  const unit = result.config.analysis.unit;
  const about = index.atEnd('outputInformation', layer.name);
  const ceiling = targetCeiling(index, about?.time);
  if (!about || !ceiling || ceiling.isEntropy || ceiling.value - upperEnd(about) < 4 * negligible(unit)) return [];
  const { units, edits } = widened(index, layer);
  const [part, whole] = [atMostToldOf(about), wholeOf(ceiling.whole)];
  if (!isPart(part, whole)) return [];
  return [
    cited({
      kind: 'capacity',
      severity: 'warning',
      layer: layer.name,
      args: [layer.name, part, whole, unitWord(unit), layer.units, units],
      ...withEdits(edits),
      message:
        '{0} holds {1} of the {2} {3} that the input contains about the target, and no single step is shown to ' +
        'be missing. Try a larger state ({5} units instead of {4}), and separately longer training: the change that ' +
        'raises this number is the one that it needs.',
    }),
  ];
}

/** Four times the units where there are few, twice as many otherwise. */
function widened({ result }: ResultIndex, layer: LayerSummary): { units: number; edits: ConfigEdit[] } {
  const { layers } = result.config.model;
  const place = placeInConfig(layers, layer.name);
  const setting = place < 0 ? undefined : layers[place];
  const own = (setting && unitsOf(setting)) ?? layer.units;
  const units = own <= 4 ? 4 * own : 2 * own;
  const path = setting && parameterPath(setting, place, 'units');
  return { units, edits: path ? [{ path, value: units }] : [] };
}

function gated({ result }: ResultIndex, layer: LayerSummary): ConfigEdit[] {
  const { layers } = result.config.model;
  const place = placeInConfig(layers, layer.name);
  if (place < 0) return [];
  const setting = layers[place];
  // Settings that only a simpleRNN has would be an error in a gru.
  return [
    { path: layerPath(place, 'type'), value: 'gru' },
    ...('activation' in setting ? [{ path: layerPath(place, 'activation') }] : []),
  ];
}

function attention({ result }: ResultIndex, layer: LayerSummary): ConfigEdit[] {
  const { layers } = result.config.model;
  const place = placeInConfig(layers, layer.name);
  const next = layers.at(place + 1);
  if (place < 0 || !next || ('input' in next && next.input !== undefined)) return [];
  const setting = layers[place];
  const path = parameterPath(setting, place, 'returnSequences');
  const lastAlone = cellOf(setting)?.returnSequences === false || result.data?.target?.at === 'end';
  const steps: ConfigEdit[] = path && lastAlone ? [{ path, value: true }] : [];
  return [
    ...steps,
    insertLayer(place + 1, {
      type: 'attention',
      name: freeName(layers, 'attention'),
      units: Math.max(8, layer.units),
      positions: 'relative',
    }),
  ];
}

function skipFromInput({ result }: ResultIndex): ConfigEdit[] {
  const { layers } = result.config.model;
  const head = layers.at(-1);
  if (head?.type !== 'dense') return [];
  return [{ path: layerPath(layers.length - 1, 'skip'), value: [...(head.skip ?? []), 'X'] }];
}
