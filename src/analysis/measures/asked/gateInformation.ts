import { sentence, type Sentence } from '../../../base/sentence';
import type { Gate } from '../../../config/layers/gates';
import { LayerGraph } from '../../../config/layers/layerGraph';
import { headsOf } from '../../../config/layers/heads';
import { headTargets } from '../../../data/headTargets';
import { rowsReaching } from '../../../data/realSteps';
import type { Breather } from '../../../information/numerics/breather';
import type { GateTally } from '../../../information/readout/gateTally';
import type { EstimationPair } from '../../../information/job/job';
import type { Variable } from '../../../information/types/variable';
import type { Measured } from '../../../result/measured';
import { rowsWithTarget } from '../../plan/times';
import { noiseStream, stepVariable } from '../../plan/variables';
import type { AskedContext, AskedFound } from './asked';
import { fewestForDecoder, informationRecord, isEstimate } from './informationRecord';

/** What one gate of a layer had: averages, and its values where decoders read them. */
export interface ReadGate {
  readonly layer: string;
  /** With its direction, where the layer runs both ways. */
  readonly name: string;
  readonly gate: Gate;
  readonly tally: GateTally;
  /** Row-major [sequences, columns] at each decoded step; zeros of a sequence that has no such step. */
  readonly values: ReadonlyMap<number, Float64Array>;
}

/** Sequences that a decoder is trained and scored on, at most. */
const mostRows = 1500;

/**
 * What a decoder reads in the gates of a step about the input of that step, I(X_t;G_t), and about a head's target,
 * I(G_t;Y): lower bounds, scored on held-out sequences (Barber and Agakov 2003), of all numbers of a gate together.
 *
 * Gates have no noise of their own: they are functions of the input so far, unless a layer draws, and a function of
 * real values nearly always tells the whole symbol. They therefore get the noise that the analysis declares on states,
 * and their bits compare with those of states. About numbers a gate without noise may tell infinitely much, and no
 * decoder of this measure reads numbers: nothing is said there.
 * @throws CancelledError
 */
export async function gateInformation(
  { config, dataset, runJob, epoch }: AskedContext,
  gates: readonly ReadGate[],
  every: Int32Array,
  breather: Breather,
  signal: AbortSignal,
): Promise<AskedFound> {
  const { heldOut } = dataset;
  const { inputs } = heldOut;
  const notes: Sentence[] = [];
  const measured: Measured[] = [];
  const layers = [...new Set(gates.map(({ layer }) => layer))];
  if (!inputs.symbols && layers.length > 0)
    notes.push(
      sentence(
        'I(X_t;G_t) of gates is shown only where inputs are symbols. Gates have no noise of their own: what they ' +
          'tell about inputs that are numbers may be infinite.',
      ),
    );
  for (const layer of layers) {
    const own = gates.filter((one) => one.layer === layer && one.values.size > 0);
    const abouts = aboutsOf(config, layer).flatMap((target) => {
      const targets = target === undefined ? undefined : headTargets(heldOut, target);
      return target !== undefined && !targets?.symbols ? [] : [{ target, targets }];
    });
    for (const time of own.at(0)?.values.keys() ?? []) {
      for (const { target, targets } of abouts) {
        if (target === undefined && !inputs.symbols) continue;
        const reaching = rowsReaching(inputs, time, every.subarray(0, mostRows));
        const rows = targets ? rowsWithTarget(targets, time, reaching) : reaching;
        if (rows.length < fewestForDecoder) continue;
        const about = targets
          ? stepVariable(target ?? 'Y', targets, targets.at === 'end' ? 1 : time, rows)
          : stepVariable('X_t', inputs, time, rows);
        // A gate may have nothing at the first step.
        const read = own.map((one) => variableOf(one, time, rows, config));
        const known = read.map(({ values }, i) => (values.some(Number.isNaN) ? -1 : i)).filter((i) => i >= 0);
        const variables = [about, ...known.map((i) => read[i])];
        const pairs = known.map((_, i): EstimationPair => ({ x: i + 1, y: 0 }));
        const options = { estimator: 'probe' as const, seed: config.seed, shuffles: 0 };
        const outcomes = await runJob({ variables, pairs, options }, signal);
        outcomes.forEach((outcome, i) => {
          if (!isEstimate(outcome)) return;
          measured.push({
            ...{ layer, epoch, time, gate: own[known[i]].name },
            ...(target === undefined
              ? { measure: 'gateInputInformation' }
              : { measure: 'gateTargetInformation', target }),
            ...informationRecord(outcome),
            estimator: 'probe',
            of: { kind: 'gates', variance: config.analysis.noise.variance },
          });
        });
        if (breather.due()) await breather.rest();
      }
    }
  }
  return { measured, notes };
}

/** The input (undefined), and the targets of the heads above a layer. */
function aboutsOf({ model }: AskedContext['config'], layer: string): (string | undefined)[] {
  const graph = new LayerGraph(model.layers);
  const above = headsOf(model.layers).filter(({ index }) =>
    [...graph.ancestors[index]].some((place) => model.layers[place].name === layer),
  );
  return [undefined, ...new Set(above.map(({ target }) => target))];
}

/** The numbers of a gate at a step with the declared noise on each. */
function variableOf(
  { layer, name, gate, values }: ReadGate,
  time: number,
  rows: Int32Array,
  { seed, analysis: { noise } }: AskedContext['config'],
): Variable {
  const { columns } = gate;
  const all = values.get(time) ?? new Float64Array(0);
  const own = new Float64Array(rows.length * columns);
  rows.forEach((row, i) => {
    own.set(all.subarray(row * columns, (row + 1) * columns), i * columns);
  });
  const random = noiseStream(seed, `${layer}/${name}`, time);
  for (let k = 0; k < own.length; k++) own[k] += Math.sqrt(noise.variance) * random.normal();
  return { name, kind: 'continuous', values: own, samples: rows.length, dimensions: columns };
}
