import { sentence } from '../../../base/sentence';
import type { AnalysisConfig } from '../../../config/schema/config';
import { headsOf } from '../../../config/layers/heads';
import { headTargets } from '../../../data/headTargets';
import { rowsReaching } from '../../../data/realSteps';
import type { Breather } from '../../../information/numerics/breather';
import type { EstimationPair, PairOutcome } from '../../../information/job/job';
import { placeOfLargest } from '../../../information/numerics/largest';
import type { Variable } from '../../../information/types/variable';
import type { LayerActivations } from '../../../models/activations';
import type { Measured } from '../../../result/measured';
import { analysedTimes } from '../../plan/times';
import { stateVariable, stepVariable } from '../../plan/variables';
import type { AskedContext, AskedFound } from './asked';
import { fewestForDecoder, informationRecord, isEstimate } from './informationRecord';
import { endComputedFrom, noisyEnd, rememberingLayers } from './layersAtEnd';

/** Lags at most: each takes two decoders a layer. */
const mostLags = 32;

/**
 * What a linear decoder and a small perceptron read of single past inputs in the last state, and what the answer of the
 * network's head tells about them: linearly readable, stored, and used. Decoders are scored on held-out sequences, so
 * that each gives a lower bound on I(X_{t-s};H_t) (Barber and Agakov 2003).
 * @throws CancelledError
 */
export async function probedLayers(
  context: AskedContext,
  breather: Breather,
  signal: AbortSignal,
): Promise<AskedFound> {
  const { config, dataset, states, runJob } = context;
  const { inputs } = dataset.heldOut;
  const { length } = inputs;
  const layers = rememberingLayers(states, length);
  if (!inputs.symbols)
    return { measured: [], notes: [sentence('Decoders of past inputs are compared only where inputs are symbols.')] };
  const every = Int32Array.from({ length: context.samples }, (_, row) => row);
  const answer = answerOf(context);
  const measured: Measured[] = [];
  const ends = new Map<string, End>();
  for (const time of analysedTimes(length).reverse().slice(0, mostLags)) {
    const rows = rowsReaching(inputs, time, every);
    if (rows.length < fewestForDecoder) break;
    for (const layer of layers) {
      const from = layer.direction === 'backward' ? ('start' as const) : undefined;
      const input = stepVariable('X_t', inputs, time, rows, from);
      // Where all sequences reach that far, the state is the one of the lag before.
      const before = ends.get(layer.layer);
      const end = before?.rows === rows ? before : endOf(config, layer, rows, from === undefined ? answer : undefined);
      ends.set(layer.layer, end);
      const { state, answered } = end;
      const variables: Variable[] = [input, state, ...(answered ? [answered] : [])];
      const probe = (decoder: 'linear' | 'perceptron'): EstimationPair => ({
        x: 1,
        y: 0,
        options: { estimator: 'probe', probe: { decoder } },
      });
      const pairs = [probe('linear'), probe('perceptron'), ...(answered ? [{ x: 2, y: 0 }] : [])];
      const options = { estimator: 'auto' as const, seed: config.seed, shuffles: 0 };
      const outcomes = await runJob({ variables, pairs, options }, signal);
      const common = {
        ...{ layer: layer.layer, epoch: context.epoch, time: length, lag: length - time },
        ...(from && { from }),
        of: endComputedFrom(config, layer),
      };
      const kinds = ['linearProbe', 'perceptronProbe', 'usedInformation'] as const;
      measured.push(...outcomes.flatMap((outcome, i) => recordOf(kinds[i], common, outcome)));
      if (breather.due()) await breather.rest();
    }
  }
  return { measured, notes: [] };
}

/** The state of a layer at the last step in some sequences, and what the network answers there. */
interface End {
  readonly rows: Int32Array;
  readonly state: Variable;
  readonly answered?: Variable;
}

function endOf(
  config: AnalysisConfig,
  layer: LayerActivations,
  rows: Int32Array,
  answer: LayerActivations | undefined,
): End {
  const { layer: name, units: dimensions, length } = layer;
  const values = noisyEnd(config, layer, length, rows);
  return {
    rows,
    state: { name, kind: 'continuous', values, samples: rows.length, dimensions },
    ...(answer && { answered: answersAt(answer, length, rows) }),
  };
}

function recordOf(
  measure: 'linearProbe' | 'perceptronProbe' | 'usedInformation',
  { of, ...common }: Pick<Measured, 'layer' | 'epoch' | 'time' | 'lag' | 'from' | 'of'>,
  outcome: PairOutcome,
): Measured[] {
  if (!isEstimate(outcome)) return [];
  const isUsed = measure === 'usedInformation';
  return [
    {
      ...common,
      ...informationRecord(outcome),
      measure,
      estimator: isUsed ? 'counts' : 'probe',
      // The answer is that of the network itself, without the declared noise.
      ...(!isUsed && of && { of }),
    },
  ];
}

/** The layer whose largest output is the answer about a target of symbols. */
function answerOf({ config, dataset, states }: AskedContext): LayerActivations | undefined {
  for (const { name, target } of headsOf(config.model.layers)) {
    const alphabet = headTargets(dataset.heldOut, target)?.alphabet;
    const layer = states.find((one) => one.layer === name && one.units === alphabet && !one.stochastic);
    if (layer) return layer;
  }
  return undefined;
}

/** The answer of each sequence at its last step. */
function answersAt(head: LayerActivations, length: number, rows: Int32Array): Variable {
  const { values } = stateVariable(head, head.length === 1 ? 1 : length, rows, undefined);
  const { units } = head;
  const symbols = Float64Array.from(rows, (_, i) => placeOfLargest(values, i * units, units));
  return { name: head.layer, kind: 'discrete', values: symbols, samples: rows.length, dimensions: 1 };
}
