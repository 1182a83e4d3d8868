import { Random } from '../../../base/random';
import { headsOf } from '../../../config/layers/heads';
import { LayerGraph } from '../../../config/layers/layerGraph';
import { noisePlacement } from '../../../config/layers/layerTraits';
import type { AnalysisConfig } from '../../../config/schema/config';
import type { ColumnMoments, Sequences } from '../../../data/dataset';
import { corrupted } from '../../../data/corruption/corrupted';
import { selectSequences } from '../../../data/sequences';
import { logMeanExp } from '../../../information/numerics/logSums';
import type { LayerActivations } from '../../../models/activations';
import type { Model } from '../../../models/model';
import { stateRows } from '../../../models/stateIndex';
import type { Corruption } from '../../../config/schema/corrupt';

/** Sequences that are spoiled, and how often each of them is. */
const mostSequences = 32;
export const draws = 64;

/**
 * A lower bound on I(Z;N|X), nats: what the state Z of the last layer before the head, at the last step, holds of the
 * noise N of a known sequence X. For each sequence, InfoNCE over draws of the noise with the known density of Z (van
 * den Oord et al. 2018; Poole et al. 2019, section 2.2), so that it is at most ln(draws). I(Z;N) is no larger than
 * I(Z;N|X), since noise and sequence are independent. Undefined where the density of Z is not known.
 */
export async function noiseKept(
  model: Model,
  config: AnalysisConfig,
  inputs: Sequences,
  { by, level }: { readonly by: Corruption['by']; readonly level: number },
  moments: ColumnMoments,
  signal: AbortSignal,
): Promise<number | undefined> {
  const { layers } = config.model;
  // Above a layer that draws, the density of a state is a mixture over those draws.
  const aboveDraws = new LayerGraph(layers).downstreamOf((layer) => noisePlacement(layer) !== undefined);
  const sequences = Math.min(mostSequences, inputs.samples);
  const rows = Int32Array.from({ length: sequences * draws }, (_, i) => Math.floor(i / draws));
  const random = new Random(config.seed).fork('noise that is kept');
  const spoiled = corrupted(selectSequences(inputs, rows), by, level, random, moments);
  const states = await model.activations({ inputs: spoiled }, rows.length, config.seed, signal);
  const head = headsOf(layers).find(({ target }) => target === 'Y');
  const before = layers.slice(0, head?.index).map(({ name }) => name);
  const layer = states.findLast((one) => before.includes(one.layer) && one.critic === undefined);
  const density = layer && !aboveDraws.has(layer.layer) && densityOf(layer, config.analysis.noise.variance, random);
  if (!density) return undefined;
  const of = Array.from({ length: sequences }, (_, i) => contrast(density, i * draws));
  return Math.max(0, of.reduce((sum, nats) => sum + nats, 0) / sequences);
}

/** Drawn states [rows, units], and the means and variances that they were drawn with. */
interface Density {
  readonly units: number;
  readonly drawn: Float64Array;
  readonly means: Float64Array;
  readonly variances: Float64Array;
}

/** The states of the last step: as they were drawn, or with the declared noise where they are functions of inputs. */
function densityOf(layer: LayerActivations, declared: number, random: Random): Density | undefined {
  const { units, samples, values, conditional, stochastic, transition, density, length } = layer;
  if (transition || density || (stochastic && !conditional)) return undefined;
  const rowOf = stateRows(layer, length);
  const at = (array: ArrayLike<number>): Float64Array =>
    Float64Array.from({ length: samples * units }, (_, i) =>
      array.length === 1 ? array[0] : array[rowOf(Math.floor(i / units)) * units + (i % units)],
    );
  if (conditional)
    return { units, drawn: at(values), means: at(conditional.means), variances: at(conditional.variances) };
  const means = at(values);
  const drawn = means.map((mean) => mean + Math.sqrt(declared) * random.normal());
  return { units, drawn, means, variances: new Float64Array(means.length).fill(declared) };
}

/** The mean over the draws of one sequence of ln p(z_k|n_k) less ln of the mean of p(z_k|n_j) over all of them. */
function contrast({ units, drawn, means, variances }: Density, first: number): number {
  let total = 0;
  const logs = new Float64Array(draws);
  for (let k = 0; k < draws; k++) {
    for (let j = 0; j < draws; j++) {
      let log = 0;
      for (let u = 0; u < units; u++) {
        const [z, n] = [(first + k) * units + u, (first + j) * units + u];
        log -= 0.5 * ((drawn[z] - means[n]) ** 2 / variances[n] + Math.log(variances[n]));
      }
      logs[j] = log;
    }
    total += logs[k] - logMeanExp(logs);
  }
  return total / draws;
}
