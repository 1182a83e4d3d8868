import { Random } from '../../../base/random';
import { isRecurrentType } from '../../../config/layers/layerTraits';
import type { AnalysisConfig } from '../../../config/schema/config';
import { discreteSequences } from '../../../data/sequences';
import { conditionalCurve, type HistoryRuns } from '../../../information/estimators/known/conditional/conditionalCurve';
import type { DrawnHistories } from '../../../information/estimators/known/conditional/sharedSuffixes';
import { closeEnough } from '../../../information/estimators/known/fromRatios';
import { analysisReason } from '../../../result/reasons';
import type { NatsEstimate } from '../natsEstimate';
import { multiplicationsASecond, type SteppedLayer } from './steppedLayers';

/** The share of the budget that goes into single steps; the rest runs whole histories. */
const stepShare = 0.5;
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
  for (const one of remembering) {
    const { layer, whole, network, source, deviation } = one;
    const curve = await conditionalCurve(
      network,
      source,
      deviation,
      {
        budget: (stepShare * seconds * multiplicationsASecond) / remembering.length,
        close: closeEnough,
        mostStates,
        runs: historyRuns(one, ((1 - stepShare) * seconds) / remembering.length, config.seed),
      },
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

/** Histories that are run at once. */
const atOnce = 4096;
/** At most so many are drawn. */
const mostDrawn = 2 ** 20;
/** What comparing a state with a mean costs for every number, and running a weight for a step, of a second. */
const perNumber = 1 / 8e8;
const perWeight = 1 / 1e10;

/** Sequences of the source, run as a whole by the network's fastest kernel: as many as the seconds are taken to buy. */
function historyRuns({ layer, network, source, run }: SteppedLayer, seconds: number, seed: number): HistoryRuns {
  const { length, alphabet } = source;
  const random = new Random(seed).fork(`histories about ${layer}`);
  return {
    most: (states) => {
      const each = length * network.cost * perWeight + states * network.dimensions * perNumber;
      return Math.min(mostDrawn, 2 ** Math.floor(Math.log2(Math.max(1, seconds / each))));
    },
    draws: async function* draws(most): AsyncGenerator<DrawnHistories> {
      for (let done = 0; done + atOnce <= most; done += atOnce) {
        const symbols = new Int32Array(atOnce * length);
        for (let i = 0; i < atOnce; i++) source.draw(random, symbols, i * length);
        yield { count: atOnce, symbols, means: await run(discreteSequences(symbols, atOnce, length, alphabet)) };
      }
    },
  };
}
