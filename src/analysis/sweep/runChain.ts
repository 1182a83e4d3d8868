import { sentence } from '../../base/sentence';
import { type SweepPoint } from './sweepPoint';
import { throwIfCancelled } from '../../base/cancellation';
import { UserError } from '../../base/userError';
import { headsOf } from '../../config/layers/heads';
import { withBeta } from '../../config/layers/layerTraits';
import type { AnalysisConfig } from '../../config/schema/config';
import type { Dataset, SequenceSet } from '../../data/dataset';
import type { RunEstimationJob } from '../../information/job/job';
import { drawsCodes, type LayerActivations } from '../../models/activations';
import { buildModel } from '../../models/buildModel';
import type { NamedWeights } from '../../models/model';
import { rowsWithTarget } from '../plan/times';
import { stateVariable, stepVariable } from '../plan/variables';
import type { StageCache } from '../cache/stageCache';
import { stageKey } from '../cache/key';
import type { RunningBackend } from '../run/runningBackend';
import { codeRate } from './codeRate';
import { headDistortions, sequenceRate } from './distortion';

export interface ChainContext {
  readonly config: AnalysisConfig;
  readonly dataset: Dataset;
  /** Hash of the dataset and of what else the weights depend on. */
  readonly datasetKey: string;
  readonly given?: { readonly weights: NamedWeights; readonly hash: string } | undefined;
  readonly backend: RunningBackend;
  readonly runJob: RunEstimationJob;
  readonly cache: StageCache;
  readonly signal: AbortSignal;
}

/**
 * Trains the network at each beta of a chain in turn, each starting from the weights of the last one. Every point is
 * stored as soon as it is trained, so that an interrupted sweep can continue.
 *
 * @throws CancelledError
 */
export async function runChain(
  betas: readonly number[],
  context: ChainContext,
  onPoint: (point: SweepPoint, reused: boolean) => void,
): Promise<void> {
  let weights = context.given?.weights;
  for (const [place, beta] of betas.entries()) {
    throwIfCancelled(context.signal);
    const key = pointKey(betas.slice(0, place + 1), context);
    const kept = await context.cache.read(key);
    const found = isTrainedPoint(kept) ? kept : await trainPoint(beta, weights, context);
    if (found !== kept) await context.cache.write(key, found);
    weights = found.weights;
    onPoint(found.point, found === kept);
  }
}

interface TrainedPoint {
  readonly point: SweepPoint;
  readonly weights: NamedWeights;
}

/** A point depends on the chain before it, which gives its warm start. */
function pointKey(betas: readonly number[], { config, datasetKey, given, backend }: ChainContext): string {
  const {
    model: { name, ...model },
    training,
    seed,
    analysis: { estimator, samples, neighbors, noise },
  } = config;
  return stageKey('trained bottleneck', {
    datasetKey,
    model,
    given: given?.hash,
    training,
    seed,
    estimator,
    samples,
    neighbors,
    noise,
    betas,
    backend: backend.backend,
    version: backend.version,
    kernel: backend.kernel.name,
  });
}

/** The config with every bottleneck at `beta`. */
export function atBeta(config: AnalysisConfig, beta: number): AnalysisConfig {
  return { ...config, model: { ...config.model, layers: config.model.layers.map((layer) => withBeta(layer, beta)) } };
}

async function trainPoint(beta: number, start: NamedWeights | undefined, context: ChainContext): Promise<TrainedPoint> {
  const { dataset, signal } = context;
  const config = atBeta(context.config, beta);
  const model = buildModel(config, dataset, context.backend.kernel);
  if (start) model.setWeights(start);
  await model.train(dataset, config.training, [], {}, signal);
  const samples = Math.min(config.analysis.samples, dataset.heldOut.inputs.samples);
  const activations = await model.activations(dataset.heldOut, samples, config.seed, signal);
  const code = activations.findLast(drawsCodes);
  if (!code) throw new Error('A sweep needs a bottleneck; the config check lets none through without.');
  const rate = await codeRate(code, samples, signal);
  const point: SweepPoint = {
    beta,
    ...rate,
    ...(await relevanceOf(code, dataset.heldOut, samples, config, context)),
    sequenceRate: code.length === 1 ? { rate: rate.rate, low: rate.rateLow, high: rate.rateHigh } : sequenceRate(code),
    distortions: headDistortions(config, activations, dataset.heldOut),
  };
  return { point, weights: model.weights() };
}

async function relevanceOf(
  code: LayerActivations,
  { inputs, targets }: SequenceSet,
  samples: number,
  config: AnalysisConfig,
  { runJob, signal }: ChainContext,
): Promise<Pick<SweepPoint, 'relevance' | 'relevanceLow' | 'relevanceHigh'>> {
  if (!targets || !headsOf(config.model.layers).some(({ target }) => target === 'Y')) return {};
  const time = inputs.length;
  const rows = rowsWithTarget(
    targets,
    time,
    Int32Array.from({ length: samples }, (_, i) => i),
  );
  const step = targets.at === 'end' ? 1 : time;
  const [outcome] = await runJob(
    {
      variables: [stateVariable(code, time, rows, undefined), stepVariable('Y', targets, step, rows)],
      pairs: [{ x: 0, y: 1 }],
      options: { estimator: config.analysis.estimator, seed: config.seed, neighbors: config.analysis.neighbors },
    },
    signal,
  );
  if ('error' in outcome)
    throw new UserError(sentence('The relevance of "{0}" cannot be estimated: {1}', code.layer, outcome.error));
  return { relevance: outcome.nats, relevanceLow: outcome.low, relevanceHigh: outcome.high };
}

const isTrainedPoint = (value: unknown): value is TrainedPoint =>
  typeof value === 'object' && value !== null && 'point' in value && 'weights' in value;
