import { sentence, type Sentence } from '../../../base/sentence';
import { LayerGraph } from '../../../config/layers/layerGraph';
import { headsOf } from '../../../config/layers/heads';
import { headTargets } from '../../../data/headTargets';
import type { Breather } from '../../../information/numerics/breather';
import type { EstimationPair } from '../../../information/job/job';
import type { InformationEstimate } from '../../../information/types/estimate';
import type { Variable } from '../../../information/types/variable';
import type { LayerActivations } from '../../../models/activations';
import type { Measured } from '../../../result/measured';
import { rowsWithTarget } from '../../plan/times';
import { stepVariable } from '../../plan/variables';
import type { AskedContext, AskedFound } from './asked';
import { fewestForDecoder, informationRecord, isEstimate } from './informationRecord';
import { knockOut } from './knockOut';
import { endComputedFrom, noisyEnd, rememberingLayers } from './layersAtEnd';

/** More units than this are not left out one by one: each needs a decoder of its own. */
const mostUnits = 64;

/**
 * Each unit of a layer at the last step: what it tells about the target alone, what all others tell without it, and the
 * accuracy that is lost when it is held at its mean. Of all units together, the average degrees of redundancy
 * sum_i I(H_i;Y)/I(H;Y) and of vulnerability sum_i (I(H;Y) - I(H_-i;Y))/I(H;Y) (Gutknecht et al. 2025).
 * @throws CancelledError
 */
export async function unitsOfLayers(
  context: AskedContext,
  breather: Breather,
  signal: AbortSignal,
): Promise<AskedFound> {
  const { config, dataset, states, epoch } = context;
  const { heldOut } = dataset;
  const { length } = heldOut.inputs;
  const measured: Measured[] = [];
  const notes: Sentence[] = [];
  const every = Int32Array.from({ length: context.samples }, (_, row) => row);
  const graph = new LayerGraph(config.model.layers);
  for (const { index, name, target } of headsOf(config.model.layers)) {
    const targets = headTargets(heldOut, target);
    if (!targets?.symbols) continue;
    const rows = rowsWithTarget(targets, length, every);
    const below = rememberingLayers(states, length).filter(({ layer }) =>
      [...graph.ancestors[index]].some((place) => config.model.layers[place].name === layer),
    );
    for (const layer of below) {
      if (rows.length < fewestForDecoder || layer.units > mostUnits || layer.units < 2) {
        notes.push(
          sentence(
            'The units of {0} are not measured one by one: it has {1} units (2 to {2} are), and {3} sequences have a ' +
              'target at the last step (at least {4} are needed).',
            ...[layer.layer, layer.units, mostUnits, rows.length, fewestForDecoder],
          ),
        );
        continue;
      }
      const about = stepVariable(target, targets, targets.at === 'end' ? 1 : length, rows);
      const found = await informationOf(context, layer, rows, about, signal);
      const common = { layer: layer.layer, target, epoch, time: length };
      measured.push(...found.map((one) => ({ ...common, of: endComputedFrom(config, layer), ...one })));
      if (!context.runs) continue;
      const lost = await knockOut(
        {
          ...{ config, layer, head: { index, name }, inputs: heldOut.inputs, rows, symbols: about.values },
          ...{ weights: context.weights, runs: context.runs },
        },
        breather,
      );
      measured.push(
        ...(lost?.lost ?? []).map((one, member): Measured => ({
          ...common,
          measure: 'knockOut',
          member,
          ...one,
          unit: 'share',
          estimator: lost?.everyStep === true ? 'heldAtEveryStep' : 'heldAtLastStep',
          bound: 'none',
          samples: lost?.samples ?? 0,
        })),
      );
    }
  }
  return { measured, notes };
}

type Found = Omit<Measured, 'layer' | 'target' | 'epoch' | 'time' | 'of'>;

/**
 * One decoder for each unit, for all units, and for all but one: held-out lower bounds by one estimator, so that they
 * can be set against each other.
 */
async function informationOf(
  { config, runJob }: AskedContext,
  layer: LayerActivations,
  rows: Int32Array,
  about: Variable,
  signal: AbortSignal,
): Promise<Found[]> {
  const { units } = layer;
  const end = noisyEnd(config, layer, layer.length, rows);
  const some = (name: string, columns: readonly number[]): Variable => ({
    name,
    kind: 'continuous',
    values: Float64Array.from({ length: rows.length * columns.length }, (_, k) => {
      const row = Math.floor(k / columns.length);
      return end[row * units + columns[k % columns.length]];
    }),
    samples: rows.length,
    dimensions: columns.length,
  });
  const all = Array.from({ length: units }, (_, unit) => unit);
  const variables = [
    about,
    some(layer.layer, all),
    ...all.map((unit) => some(layer.layer, [unit])),
    ...all.map((unit) =>
      some(
        layer.layer,
        all.filter((other) => other !== unit),
      ),
    ),
  ];
  const pairs = variables.slice(1).map((_, i): EstimationPair => ({ x: i + 1, y: 0 }));
  const options = { estimator: 'probe' as const, seed: config.seed, shuffles: 0 };
  const outcomes = await runJob({ variables, pairs, options }, signal);
  const [whole, ...others] = outcomes;
  if (!isEstimate(whole)) return [];
  const [alone, without] = [others.slice(0, units), others.slice(units)];
  const records: Found[] = [{ measure: 'stateInformation', ...recordOf(whole) }];
  alone.forEach((one, member) => {
    if (isEstimate(one)) records.push({ measure: 'unitInformation', member, ...recordOf(one) });
  });
  without.forEach((one, member) => {
    if (isEstimate(one)) records.push({ measure: 'withoutUnit', member, ...recordOf(one) });
  });
  const both = { unit: 'ratio', estimator: 'probe', bound: 'none', samples: rows.length } as const;
  // Of nothing there is no share.
  if (alone.every(isEstimate) && without.every(isEstimate) && whole.low > 0) {
    const total = rangeOf(whole);
    const added = without
      .map(rangeOf)
      .map((rest) => ({
        value: total.value - rest.value,
        low: Math.max(0, total.low - rest.high),
        high: total.high - rest.low,
      }));
    records.push(
      { measure: 'redundancy', ...both, ...ratioOf(alone.map(rangeOf), total) },
      { measure: 'vulnerability', ...both, ...ratioOf(added, total) },
    );
  }
  return records;
}

type Ends = Pick<Measured, 'value' | 'low' | 'high'>;

const recordOf = (estimate: InformationEstimate) => ({ ...informationRecord(estimate), estimator: 'probe' as const });

/**
 * What a decoder finds, with the error of the samples on both sides: its certain upper end is H(Y), whatever the
 * decoder finds.
 */
const rangeOf = ({ nats, low }: InformationEstimate): Ends => ({
  value: Math.max(0, nats),
  low: Math.max(0, low),
  high: Math.max(0, nats + (nats - low)),
});

/** The sum over the units as a part of the whole; its ends are those of the worst case. */
function ratioOf(parts: readonly Ends[], whole: Ends): Ends {
  const sum = (end: keyof Ends): number => parts.reduce((total, part) => total + part[end], 0);
  const value = Math.max(0, sum('value') / whole.value);
  return { value, low: Math.min(value, sum('low') / whole.high), high: Math.max(value, sum('high') / whole.low) };
}
