import { Random } from '../../../base/random';
import type { AnalysisConfig } from '../../../config/schema/config';
import type { Sequences, SequenceSet } from '../../../data/dataset';
import { inputSource } from '../../../data/inputSource';
import type { EstimationPair, RunEstimationJob } from '../../../information/job/job';
import { stepsLookIndependent } from '../../../information/looks/independentSteps';
import { Breather } from '../../../information/numerics/breather';
import { grounds } from '../../../information/types/assumption';
import type { Variable } from '../../../information/types/variable';
import type { LayerActivations } from '../../../models/activations';
import { type HeldStates, mostHeld, someLayers, statesAt } from '../../../models/heldStates';
import { holds } from '../../../models/stateIndex';
import { analysisReason } from '../../../result/reasons';
import type { PlannedEstimate } from '../../plan/plannedEstimate';
import { assemble } from '../estimateRecords';
import type { NatsEstimate } from '../natsEstimate';
import type { StatesOf } from './recordedSteps';
import { decodedFromClusters, fewest, walkedVariable, walkersOf, walkLayer } from './walkedLayers';

/** More symbols than this have too few transitions each. */
const mostSymbols = 256;
/** So many transitions are wanted of a symbol. */
const perSymbol = 20;
/** The part of the sequences whose transitions are learned; decoders are trained and tested on the others. */
const learnedFrom = 2 / 3;

export interface DecodedSnapshot {
  readonly config: AnalysisConfig;
  readonly set: SequenceSet;
  readonly states: HeldStates;
  readonly samples: number;
  readonly epoch: number;
  /** Layers that have a curve already. */
  readonly known: ReadonlySet<string>;
}

/**
 * I(X_{t-s};H_t|X_{t-s+1:t}) at the lags of the last step, where nobody knows p(h|x) or the input's law: a decoder that
 * walks back in time is given the later symbols. For independent inputs the information is H(X_{t-s}) less that of
 * X_{t-s} given H_t and the later inputs, so that a held-out decoder bounds each term from below, and the sum of all
 * bounds I(X;H_t) (Barber and Agakov 2003, with the chain rule). Inputs that clearly depend on each other have no such
 * terms. That the others are independent is assumed, unless the task says so.
 * @throws CancelledError
 */
export async function decodedMemory(
  { config, set, states, samples, epoch, known }: DecodedSnapshot,
  runJob: RunEstimationJob,
  signal?: AbortSignal,
): Promise<NatsEstimate[]> {
  if (!canBeDecoded(config, set, samples)) return [];
  const { seed } = config;
  const { inputs } = set;
  const { length } = inputs;
  const layers = states.layers.filter((layer) => remembers(layer, length) && !known.has(layer.layer));
  const source = inputSource(config.data);
  if (layers.length === 0 || inputsDepend(config, set, samples)) return [];
  const learned = learnedOf(samples);
  const walkers = walkersOf(inputs, learned, samples);
  const variables: Variable[] = walkers.lags.map(({ target }) => target);
  const pairs: EstimationPair[] = [];
  const asked: PlannedEstimate[] = [];
  const estimates: NatsEstimate[] = [];
  for (const layer of layers) {
    const random = new Random(seed).fork(`walk back from ${layer.layer}`);
    const at = statesOf(states, layer);
    const held = layer.samples * layer.units;
    // A network here would be run for each group; recorded states are only unpacked.
    const atOnce = states.atOnce === undefined ? length : Math.max(1, Math.floor(states.atOnce / (2 * held)));
    const walk = await walkLayer(config, layer, at, atOnce, inputs, learned, walkers, random, new Breather(signal));
    let shown = layer;
    for (const [place, lag] of walkers.lags.entries()) {
      if (walk.clusters && !holds(shown, lag.time)) {
        const next = walkers.lags.slice(place, place + Math.floor((states.atOnce ?? mostHeld) / held) + 1);
        shown = await at(next.map(({ time }) => time));
      }
      const planned = plannedTerm(config, layer, length, length - lag.time);
      const measured = walk.clusters && decodedFromClusters(walk, walk.clusters, shown, inputs, learned, lag);
      if (measured) {
        const { nats, ...more } = measured;
        estimates.push({ ...planned, epoch, value: nats, ...more, estimator: 'probe', samples: lag.present.length });
        continue;
      }
      pairs.push({ x: variables.push(walkedVariable(walk, layer.layer, length, lag)) - 1, y: place });
      asked.push(planned);
    }
  }
  const outcomes = await runJob({ variables, pairs, options: { estimator: 'probe', seed } }, signal);
  estimates.push(...assemble(epoch, asked, new Map(), outcomes, samples - learned).estimates);
  return estimates.map(({ warnings, ...estimate }) => ({
    ...estimate,
    ...(warnings && warnings.length > 0 && { warnings }),
    // That X_{t-s} has no more than its entropy holds of any input.
    ...(!source && grounds('independentInputs', 'high')),
    reason: [analysisReason('walkedBack', learned)],
  }));
}

/** The layer alone with its states at some steps, in the memory of those before where it is given back. */
function statesOf(states: HeldStates, layer: LayerActivations): StatesOf {
  const own = someLayers(states, (one) => one.layer === layer.layer);
  let last: readonly LayerActivations[] = [];
  return async (times) => {
    own.release?.(last);
    last = await statesAt(own, times);
    return last.at(0) ?? layer;
  };
}

/** Whether inputs are symbols that come often enough for decoders, and the analysis asks for them. */
export function canBeDecoded({ analysis }: AnalysisConfig, { inputs }: SequenceSet, samples: number): boolean {
  const { symbols, alphabet = 0, length } = inputs;
  const wanted = analysis.quantities?.includes('conditionalMemory') ?? true;
  if (!wanted || analysis.estimator !== 'auto' || analysis.budget === 0) return false;
  const learned = learnedOf(samples);
  const isEnough = samples - learned >= fewest && learned * (length - 1) >= perSymbol * alphabet;
  return symbols !== undefined && length > 1 && alphabet <= mostSymbols && isEnough;
}

/**
 * Whether inputs of different steps depend on each other, by their law or as they look. A term is then the entropy of
 * an input given the later ones less what a decoder leaves of it, and nobody knows that entropy.
 */
export function inputsDepend({ data, seed }: AnalysisConfig, { inputs }: SequenceSet, samples: number): boolean {
  const source = inputSource(data);
  return !(source ? source.independent === true : looksIndependent(inputs, samples, seed));
}

const learnedOf = (samples: number): number => Math.floor(learnedFrom * samples);

const looksIndependent = ({ symbols, length, alphabet = 0 }: Sequences, samples: number, seed: number): boolean =>
  symbols !== undefined &&
  stepsLookIndependent(
    symbols.subarray(0, samples * length),
    length,
    alphabet,
    new Random(seed).fork('independent steps'),
  );

/** A layer with a state that reads forward, at every step. */
const remembers = ({ recurrent, density, direction = 'forward', length }: LayerActivations, steps: number): boolean =>
  recurrent && density === undefined && direction === 'forward' && length === steps;

const plannedTerm = (
  { analysis }: AnalysisConfig,
  { layer, stochastic }: LayerActivations,
  time: number,
  lag: number,
): PlannedEstimate => ({
  quantity: 'conditionalMemory',
  source: 'X',
  target: layer,
  time,
  lag,
  of: stochastic ? { kind: 'ownNoise' } : { kind: 'declaredNoise', variance: analysis.noise.variance },
});
