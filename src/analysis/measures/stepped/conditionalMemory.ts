import { Random } from '../../../base/random';
import { isRecurrentType } from '../../../config/layers/layerTraits';
import type { AnalysisConfig } from '../../../config/schema/config';
import { conditionalCurve } from '../../../information/estimators/known/conditional/conditionalCurve';
import { closeEnough } from '../../../information/estimators/known/fromRatios';
import { analysisReason } from '../../../result/reasons';
import type { NatsEstimate } from '../natsEstimate';
import { multiplicationsASecond, type SteppedLayer } from './steppedLayers';

/** At most so many states are analysed. */
const mostStates = 128;

/**
 * I(X_{t-s};H_t|X_{t-s+1:t}) at every lag of the last step, for the layers that remember: the terms of the chain rule,
 * which add up to I(X;H).
 * @throws CancelledError
 */
export async function conditionalMemory(
  layers: readonly SteppedLayer[],
  config: AnalysisConfig,
  seconds: number,
  signal?: AbortSignal,
): Promise<NatsEstimate[]> {
  const recurrent = config.model.layers.filter(({ type }) => isRecurrentType(type)).map(({ name }) => name);
  const remembering = layers.filter(({ layer }) => recurrent.includes(layer));
  const estimates: NatsEstimate[] = [];
  for (const { layer, whole, network, source, deviation } of remembering) {
    const curve = await conditionalCurve(
      network,
      source,
      deviation,
      { budget: (seconds * multiplicationsASecond) / remembering.length, close: closeEnough, mostStates },
      new Random(config.seed).fork(`conditional memory of ${layer}`),
      signal,
    );
    if (!curve) continue;
    const { states, exact, histories } = curve;
    for (const { lag, nats, low, high, bound } of curve.terms)
      estimates.push({
        quantity: 'conditionalMemory',
        source: 'X',
        target: layer,
        time: source.length,
        lag,
        epoch: whole.epoch,
        value: nats,
        low,
        high,
        bound,
        estimator: 'knownConditional',
        samples: states,
        histories,
        ...(whole.of && { of: whole.of }),
        reason: [analysisReason(exact ? 'everyBeginning' : 'beginnings', histories)],
      });
  }
  return estimates;
}
