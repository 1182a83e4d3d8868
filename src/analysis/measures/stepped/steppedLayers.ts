import { Random } from '../../../base/random';
import type { AnalysisConfig } from '../../../config/schema/config';
import type { Sequences, SequenceSet } from '../../../data/dataset';
import { inputSource } from '../../../data/inputSource';
import { discreteSequences } from '../../../data/sequences';
import type { SymbolSource } from '../../../data/tasks/symbolSource';
import { statesOf } from '../../../information/estimators/known/annealing/annealedInformation';
import { kernelSteps } from '../../../information/estimators/known/beginnings/kernelSteps';
import { withLikelihoodKernelNow } from '../../../information/numerics/kernels/likelihoodKernel';
import { recurrenceOf } from '../../../models/network/stepped/recurrence';
import type { Recurrence } from '../../../base/stepped/recurrence';
import type { LayerActivations } from '../../../models/activations';
import type { NamedWeights } from '../../../models/model';
import { steppedNetwork } from '../../../models/network/stepped/compile';
import type { SteppedNetwork } from '../../../base/stepped/steppedNetwork';
import { isMain } from '../../../result/subject';
import { stepCost } from '../histories/stepCost';
import type { NetworkRuns } from '../histories/networkRuns';
import type { NatsEstimate } from '../natsEstimate';

/** One snapshot whose network can be run on from any state. */
export interface SteppedSnapshot {
  readonly config: AnalysisConfig;
  readonly estimates: readonly NatsEstimate[];
  readonly states: readonly LayerActivations[];
  readonly weights: NamedWeights;
  /** The analysed sequences. */
  readonly set: SequenceSet;
  readonly runs: Pick<NetworkRuns, 'lastStates' | 'pullBack'>;
}

/** A layer whose state at the last step is h = f(x) + N(0, deviation^2 I), with f step by step. */
export interface SteppedLayer {
  readonly layer: string;
  /** I(X;H) as it stands. */
  readonly whole: NatsEstimate;
  readonly network: SteppedNetwork;
  /** The same as matrices, where the compiled kernel can take its steps. */
  readonly recurrence?: Recurrence;
  readonly source: SymbolSource;
  readonly deviation: number;
  /** Multiplications that a step of the whole network takes by its kernels. */
  readonly ofStep: number;
  /** f(x) of whole sequences, [samples, dimensions]. */
  readonly run: (inputs: Sequences) => Promise<Float32Array>;
}

/** What a second of the budget is taken to buy here, in multiplications: single steps are no work for kernels. */
export const multiplicationsASecond = 5e8;

/** Sequences on which the two ways to run the network are compared. */
const compared = 16;
/** They have to agree within this part of the noise; the layers run in single precision elsewhere. */
const tolerance = 1e-2;

/**
 * The layers for whose last step I(X;H) has a known conditional density with one variance, of an input whose law is
 * known, and whose network can be run step by step. Both ways to run it are compared; a layer on which they differ is
 * left out.
 */
export async function steppedLayers(snapshot: SteppedSnapshot): Promise<SteppedLayer[]> {
  const { config, estimates, states, weights } = snapshot;
  const source = inputSource(config.data);
  if (!source || config.analysis.estimator !== 'auto') return [];
  const symbols = new Int32Array(compared * source.length);
  const random = new Random(config.seed).fork('compared runs');
  for (let i = 0; i < compared; i++) source.draw(random, symbols, i * source.length);
  const size = Object.values(weights).reduce((sum, { values }) => sum + values.length, 0);
  const ofStep = stepCost(config.model.layers, states, size);
  let whole: ReadonlyMap<string, Float32Array> | undefined;
  const found: SteppedLayer[] = [];
  for (const { layer, conditional, stochastic } of states) {
    const estimate = estimates.find(
      (one) =>
        one.quantity === 'inputInformation' &&
        one.target === layer &&
        one.time === source.length &&
        one.estimator === 'knownConditional' &&
        isMain(one),
    );
    if (!estimate || (conditional ? conditional.variances.length !== 1 : stochastic)) continue;
    const deviation = Math.sqrt(conditional?.variances[0] ?? config.analysis.noise.variance);
    const network = steppedNetwork(config.model.layers, weights, source.alphabet, [layer]);
    if (!network) continue;
    whole ??= await snapshot.runs.lastStates(discreteSequences(symbols, compared, source.length, source.alphabet));
    const stepped = statesOf(network, symbols, compared, source.length);
    const other = whole.get(layer);
    if (!other?.every((value, i) => Math.abs(value - stepped[i]) < tolerance * deviation)) continue;
    const recurrence = recurrenceOf(config.model.layers, weights, source.alphabet, layer);
    const byKernel =
      recurrence &&
      withLikelihoodKernelNow((kernel) =>
        statesOf(kernelSteps(recurrence, kernel, compared), symbols, compared, source.length),
      );
    const agrees = byKernel?.every((value, i) => Math.abs(value - stepped[i]) < tolerance * deviation) === true;
    const run = async (inputs: Sequences): Promise<Float32Array> => {
      const means = (await snapshot.runs.lastStates(inputs)).get(layer);
      if (!means) throw new Error(`The network has no layer "${layer}".`);
      return means;
    };
    found.push({ layer, whole: estimate, network, source, deviation, ofStep, run, ...(agrees && { recurrence }) });
  }
  return found;
}
