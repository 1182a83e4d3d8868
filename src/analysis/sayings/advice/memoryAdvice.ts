import { unitWord } from '../../../result/units';
import type { ConfigEdit } from '../../../config/edits';
import { layerPath, parameterPath } from '../../../config/layers/layerPath';
import { cellOf, unitsOf } from '../../../config/layers/layerTraits';
import { targetCeiling } from '../../../result/ceiling';
import { figure, negligible } from '../../../result/format';
import type { ResultIndex } from '../../../result/resultIndex';
import type { Advice, Estimate, LayerSummary } from '../../../result/result';
import { freeName, insertLayer, placeOf, withEdits } from './changes';

/**
 * The target needs inputs that the last recurrent layer no longer holds: single steps that were let go, or more than it
 * holds as a whole.
 */
export function memoryAdvice(reading: ResultIndex): Advice[] {
  const { result } = reading;
  const layer = result.layers.findLast((candidate) => candidate.recurrent);
  // Attention sees what a state has let go; and what a code loses its beta decides.
  if (!layer || result.layers.some(({ type }) => type === 'attention')) return [];
  const dropped = droppedLag(reading, layer);
  if (dropped) return [forgotten(reading, layer, dropped)];
  return tooLittle(reading, layer);
}

/** A state of a few units carries an input this far if it is trained to. */
const fewSteps = 3;

/** What the target of the last step asks of the input `lag` steps back, and what the layer still has of that input. */
interface DroppedLag {
  readonly lag: number;
  readonly asked: Estimate;
  readonly held: Estimate;
}

/**
 * The lag at which most is missing: I(X_{t-s};Y_t) above I(X_{t-s};H_t) by more than their intervals. From H_t alone
 * nobody can tell more of Y than H_t knows of what Y needs (data processing).
 */
function droppedLag(reading: ResultIndex, layer: LayerSummary): DroppedLag | undefined {
  const unit = reading.result.config.analysis.unit;
  const memory = new Map(reading.of('memory', layer.name).map((estimate) => [estimate.lag, estimate]));
  // What reaches the head by another way is not missing.
  const head = reading.result.layers.at(-1);
  const told = (head && reading.atEnd('outputInformation', head.name)?.high) ?? 0;
  const missing = reading
    .of('lagRelevance', 'Y')
    .flatMap((asked): (DroppedLag & { gap: number })[] => {
      const held = memory.get(asked.lag);
      return held && asked.lag !== undefined ? [{ lag: asked.lag, asked, held, gap: asked.low - held.high }] : [];
    })
    .filter(({ asked, gap }) => gap > 2 * negligible(unit) && asked.low > told);
  return missing.sort((a, b) => b.gap - a.gap).at(0);
}

function forgotten(reading: ResultIndex, layer: LayerSummary, { lag, asked, held }: DroppedLag): Advice {
  const unit = reading.result.config.analysis.unit;
  const args = [lag, figure(asked.value), unitWord(unit), layer.name, figure(held.value)];
  if (layer.type === 'simpleRNN' && lag > 0) {
    return {
      kind: 'capacity',
      severity: 'warning',
      layer: layer.name,
      args,
      ...withEdits(gated(reading, layer)),
      message:
        'The input at lag {0} holds {1} {2} about the target, but {3} holds only {4} {2} about that input. A ' +
        'gated layer (lstm, gru) keeps single inputs for longer.',
    };
  }
  if (lag === 0) {
    return {
      kind: 'skipConnection',
      severity: 'warning',
      layer: layer.name,
      args: args.slice(1),
      ...withEdits(skipFromInput(reading)),
      message:
        'The latest input holds {0} {1} about the target, but {2} holds only {3} {1} about that input. A skip ' +
        'connection from X to the head would carry it past {2}.',
    };
  }
  if (lag < fewSteps) {
    return {
      kind: 'capacity',
      severity: 'warning',
      layer: layer.name,
      args: [...args, layer.units, widened(reading, layer).units],
      ...withEdits(widened(reading, layer).edits),
      message:
        'The input at lag {0} holds {1} {2} about the target, but {3} holds only {4} {2} about that input. A ' +
        'larger state ({6} units instead of {5}) or longer training would keep it.',
    };
  }
  return {
    kind: 'attention',
    severity: 'warning',
    layer: layer.name,
    args,
    ...withEdits(attention(reading, layer)),
    message:
      'The input at lag {0} holds {1} {2} about the target, but {3} holds only {4} {2} about that input. ' +
      'Attention over the steps of {3} would let the head read that far back.',
  };
}

/**
 * No single step is missing, but all together tell more about the target than the state does; only where it is known
 * how much they tell.
 */
function tooLittle(reading: ResultIndex, layer: LayerSummary): Advice[] {
  const { result } = reading;
  const ceiling = targetCeiling(reading);
  const unit = result.config.analysis.unit;
  const about = reading.atEnd('outputInformation', layer.name);
  if (!about || !ceiling || ceiling.isEntropy || ceiling.value - about.high < 4 * negligible(unit)) return [];
  const { units, edits } = widened(reading, layer);
  return [
    {
      kind: 'capacity',
      severity: 'warning',
      layer: layer.name,
      args: [layer.name, figure(about.value), figure(ceiling.value), unitWord(unit), layer.units, units],
      ...withEdits(edits),
      message:
        '{0} holds {1} of the {2} {3} that the input contains about the target, although no single step is ' +
        'missing. Try a larger state ({5} units instead of {4}) or longer training to see which of the two it ' +
        'needs.',
    },
  ];
}

/** Four times the units where there are a handful, twice as many otherwise. */
function widened({ result }: ResultIndex, layer: LayerSummary): { units: number; edits: ConfigEdit[] } {
  const { layers } = result.config.model;
  const place = placeOf(layers, layer.name);
  const setting = place < 0 ? undefined : layers[place];
  const own = (setting && unitsOf(setting)) ?? layer.units;
  const units = own <= 4 ? 4 * own : 2 * own;
  const path = setting && parameterPath(setting, place, 'units');
  return { units, edits: path ? [{ path, value: units }] : [] };
}

function gated({ result }: ResultIndex, layer: LayerSummary): ConfigEdit[] {
  const { layers } = result.config.model;
  const place = placeOf(layers, layer.name);
  if (place < 0) return [];
  const setting = layers[place];
  // What only a simpleRNN has would be a mistake in a gru.
  return [
    { path: layerPath(place, 'type'), value: 'gru' },
    ...('activation' in setting ? [{ path: layerPath(place, 'activation') }] : []),
  ];
}

function attention({ result }: ResultIndex, layer: LayerSummary): ConfigEdit[] {
  const { layers } = result.config.model;
  const place = placeOf(layers, layer.name);
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
