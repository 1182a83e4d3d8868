import { Random } from '../../../base/random';
import { layerNamed } from '../../../config/layers/wholeState';
import { isRecurrentType } from '../../../config/layers/layerTraits';
import type { AnalysisConfig } from '../../../config/schema/config';
import { discreteSequences } from '../../../data/sequences';
import {
  type ConditionalTerm,
  conditionalCurve,
} from '../../../information/estimators/known/conditional/conditionalCurve';
import { stepsInTable, tableRuns } from '../../../information/estimators/known/conditional/tableRuns';
import type { HistoryRuns } from '../../../information/estimators/known/conditional/wholeRuns';
import type { SteppedNetwork } from '../../../base/stepped/steppedNetwork';
import { inChunks } from '../../../information/estimators/known/beginnings/inChunks';
import { kernelSteps } from '../../../information/estimators/known/beginnings/kernelSteps';
import { type LikelihoodKernel, withLikelihoodKernel } from '../../../information/numerics/kernels/likelihoodKernel';
import { grounds } from '../../../information/types/assumption';
import { closeEnough } from '../../../information/estimators/known/fromRatios';
import type { Warning } from '../../../result/warnings';
import { doubts } from '../../../information/estimators/auto/doubts';
import { analysisReason } from '../../../result/reasons';
import type { NatsEstimate } from '../natsEstimate';
import { multiplicationsASecond as multiplicationsOfKernels } from '../histories/historyBudget';
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
  const remembering = layers.filter(({ layer }) => recurrent.includes(layerNamed(layer)));
  const estimates: NatsEstimate[] = [];
  for (const one of remembering) {
    const { layer, whole, source, deviation } = one;
    const curve = await withLikelihoodKernel((kernel) => {
      const network = fastest(one, kernel);
      return conditionalCurve(
        network,
        source,
        deviation,
        {
          budget: (stepShare * seconds * multiplicationsASecond) / remembering.length,
          close: closeEnough,
          mostStates,
          runs: historyRuns(one, network, ((1 - stepShare) * seconds) / remembering.length),
        },
        new Random(config.seed).fork(`conditional memory of ${layer}`),
        signal,
      );
    });
    if (!curve) continue;
    const { states, exact, histories } = curve;
    for (const term of curve.terms) {
      const { lag, nats, low, high, bound, assumes, certified } = term;
      const warnings = fewStates(term, states);
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
        ...grounds(assumes, certified ?? 'low'),
        estimator: 'knownConditional',
        samples: states,
        histories,
        ...(whole.of && { of: whole.of }),
        reason: [analysisReason(exact ? 'everyBeginning' : 'beginnings', histories)],
        ...(warnings.length > 0 && { warnings }),
      });
    }
  }
  return estimates;
}

/**
 * A warning where the states that a term is the mean of are few for its spread. The interval of a bound is as wide as
 * the bounds are apart, whatever the number of states.
 */
export const fewStates = (
  { nats, low, high, bound }: Pick<ConditionalTerm, 'nats' | 'low' | 'high' | 'bound'>,
  states: number,
): Warning[] => (bound === 'none' ? doubts({ nats, low, high, bound, warnings: [] }, states) : []);

/** States whose steps the kernel takes at once. */
const atOnce = 1024;

/** The network by the compiled kernel where that can run it; its steps count for as much. */
const fastest = ({ network, recurrence }: SteppedLayer, kernel: LikelihoodKernel): SteppedNetwork =>
  recurrence ? { ...inChunks(kernelSteps(recurrence, kernel, atOnce), atOnce), cost: network.cost } : network;

/** At most so many are drawn. */
const mostDrawn = 2 ** 20;
/** What comparing a state with a mean costs for every number, of a second. */
const perNumber = 1 / 8e8;
/** A table of beginnings has to spare this share of the steps; of wider layers the network's own kernel is faster. */
const leastSpared = 0.4;
const widestInTable = 64;

/**
 * Whole sequences by the network's fastest kernel, or on from a table of beginnings where that spares enough steps: as
 * many as the seconds are taken to buy.
 * @param byStep the network step by step
 */
function historyRuns(
  { network, source, ofStep, run, recurrence }: SteppedLayer,
  byStep: SteppedNetwork,
  seconds: number,
): HistoryRuns {
  const { length, alphabet } = source;
  const each = (length * (ofStep + alphabet)) / multiplicationsOfKernels;
  const most = (states: number): number => {
    const all = each + states * network.dimensions * perNumber;
    return Math.min(mostDrawn, 2 ** Math.floor(Math.log2(Math.max(1, seconds / all))));
  };
  const known = stepsInTable(byStep, alphabet, length, most(mostStates));
  const isSpared = recurrence !== undefined && network.dimensions <= widestInTable && known >= leastSpared * length;
  return {
    most,
    cost: each * multiplicationsASecond,
    run: isSpared
      ? inTable(tableRuns(byStep, alphabet, length, known))
      : (symbols, count) => run(discreteSequences(symbols, count, length, alphabet)),
  };
}

const inTable =
  (run: ReturnType<typeof tableRuns>): HistoryRuns['run'] =>
  (symbols, count) =>
    Promise.resolve(run(symbols, count));
