import type { Dataset } from '../../data/dataset';
import { headsOf } from '../../config/layers/heads';
import { betaOf } from '../../config/layers/layerTraits';
import type { AnalysisConfig } from '../../config/schema/config';
import { isAsked } from '../../config/schema/studies/studyNames';
import { Source } from '../consistency/source';
import type { AnalysisInput } from '../run/analysisInput';
import type { Recorder } from '../run/recorder';
import type { BottleneckPoint, RateDistortionPoint, Unit } from '../../result/result';
import type { RunningBackend } from '../run/runningBackend';
import type { AnalysisServices } from '../run/services';
import type { GivenWeights } from '../run/givenWeights';
import { natsIn } from '../../result/units';
import { chainLengthOf, sweepBetas, sweepChains } from './betas';
import { heldPoint } from './heldPoint';
import { bottleneckLimit, type LimitPoint } from './limit';
import { type LimitCurve, rateDistortionLimit } from './rateDistortionLimit';
import { criticalBetas, curveOverBeta } from './transitions';
import { type SweepPoint } from './sweepPoint';
import { runChain } from './runChain';

interface SweepContext {
  readonly input: AnalysisInput;
  readonly datasetKey: string;
  readonly given: GivenWeights | undefined;
  readonly backend: RunningBackend;
  readonly services: AnalysisServices;
  readonly signal: AbortSignal;
}

/**
 * Trains networks over the config's grid of beta and records the bottleneck curve, with the exact limit where the task
 * has one.
 */
export async function sweepStage(
  config: AnalysisConfig,
  dataset: Dataset,
  recorder: Recorder,
  context: SweepContext,
  onShare: (share: number) => void,
): Promise<void> {
  const betas = config.sweep?.beta
    ? sweepBetas(config.sweep)
    : config.model.layers.flatMap((layer) => betaOf(layer) ?? []);
  if (betas.length === 0) return;
  const curves = await rateDistortionLimit(config, dataset, betas, context.signal);
  if (curves.length > 0)
    recorder.append({
      curves: { rateDistortionLimit: curves.flatMap((curve) => limitPoints(config.analysis.unit, curve)) },
    });
  // Networks that choose a beta are trained by a study, from their first weights.
  if (!config.sweep || isAsked(config, 'sweep')) return;
  const chains = sweepChains(betas, chainLengthOf(config));
  const { unit } = config.analysis;
  const limit = headsOf(config.model.layers).some(({ target }) => target === 'Y')
    ? await bottleneckLimit(config, dataset, betas)
    : [];
  if (limit.length > 0) {
    const critical = criticalBetas(config, dataset);
    const inUnit = (all: readonly LimitPoint[]): BottleneckPoint[] => all.map((point) => pointIn(unit, point));
    recorder.append({
      curves: {
        bottleneckLimit: inUnit(limit),
        overBeta: inUnit(curveOverBeta(config, limit, critical, betas)),
        criticalBetas: critical,
      },
    });
  }
  const points: SweepPoint[] = [];
  let fresh = 0;
  await recorder.stage('sweep', async () => {
    const source = new Source(config, dataset);
    const targetEntropy = Math.min(source.statedEntropy('Y') ?? Infinity, source.logAlphabet('Y') ?? Infinity);
    const onPoint = (point: SweepPoint, reused: boolean): void => {
      points.push(heldPoint(point, targetEntropy));
      if (!reused) fresh++;
      onShare(points.length / betas.length);
      const sorted = [...points].sort((a, b) => a.beta - b.beta);
      const bottleneck = sorted.flatMap(({ relevance, ...each }) =>
        relevance === undefined ? [] : [pointIn(unit, { ...each, relevance })],
      );
      recorder.append({
        curves: {
          ...(bottleneck.length > 0 && { bottleneck }),
          rateDistortion: sorted.flatMap((each) => distortionPoints(unit, each)),
        },
      });
    };
    const { services, signal, input, datasetKey, backend, given } = context;
    const conditions = { backend: backend.backend, datasetKey, weightsHash: given?.hash };
    if (services.runChains)
      await services.runChains(
        chains.map((chain) => ({ input, betas: chain, conditions })),
        onPoint,
        signal,
      );
    else
      for (const chain of chains)
        await runChain(chain, { config, dataset, ...context, runJob: services.runJob, cache: services.cache }, onPoint);
    return { output: undefined, reused: fresh === 0, parts: { total: betas.length, reused: betas.length - fresh } };
  });
}

function pointIn(unit: Unit, { beta, rateEstimator, ...values }: LimitPoint & Partial<SweepPoint>): BottleneckPoint {
  const inUnit = (nats: number): number => natsIn(unit, nats);
  const optional = Object.fromEntries(
    ends.flatMap((name) => (values[name] === undefined ? [] : [[name, inUnit(values[name])]])),
  );
  return {
    beta,
    rate: inUnit(values.rate),
    relevance: inUnit(values.relevance),
    ...optional,
    ...(rateEstimator && { rateEstimator }),
  };
}

function distortionPoints(unit: Unit, { beta, sequenceRate, distortions = [] }: SweepPoint): RateDistortionPoint[] {
  if (!sequenceRate) return [];
  const rate = {
    rate: natsIn(unit, sequenceRate.rate),
    rateLow: natsIn(unit, sequenceRate.low),
    rateHigh: natsIn(unit, sequenceRate.high),
  };
  return distortions.map(({ distortion, low, high, measure, ...head }): RateDistortionPoint => {
    const shown = (value: number): number => (measure === 'logLoss' ? natsIn(unit, value) : value);
    return { beta, ...rate, distortion: shown(distortion), low: shown(low), high: shown(high), measure, ...head };
  });
}

function limitPoints(unit: Unit, { measure, name, points }: LimitCurve): RateDistortionPoint[] {
  return points.map(({ rate, distortion }) => ({
    rate: natsIn(unit, rate),
    distortion: measure === 'logLoss' ? natsIn(unit, distortion) : distortion,
    measure,
    target: 'X',
    name,
  }));
}

const ends = ['rateLow', 'rateHigh', 'rateLower', 'relevanceLow', 'relevanceHigh'] as const;
