import { Random } from '../../../base/random';
import { layerNamed } from '../../../config/layers/wholeState';
import { LayerGraph } from '../../../config/layers/layerGraph';
import { seesAhead } from '../../../config/layers/layerTraits';
import type { AnalysisConfig } from '../../../config/schema/config';
import { everyBeginning, logProbabilitiesAt } from '../../../data/everyBeginning';
import { isMain } from '../../../result/subject';
import { budgetOf, historiesAtOnce } from '../histories/historyBudget';
import type { SharpenedSnapshot } from '../histories/sharpening';
import type { NatsEstimate } from '../natsEstimate';
import { askedAtStep } from './askedAtStep';
import { BegunStates } from './begunStates';
import { countedStep, isWide } from './countedStep';

/** At most so many beginnings are counted, and so many numbers are held by their symbols. */
const mostBeginnings = 2 ** 16;
const mostNumbers = 2 ** 22;
export interface CountedSteps {
  readonly better: readonly NatsEstimate[];
  /** The part of the seconds that it took. */
  readonly share: number;
}

const none: CountedSteps = { better: [], share: 0 };

/**
 * The numbers of all steps at which a task shows few beginnings, by summing over every one of them: p(h_t) is a mixture
 * over x_{1:t} alone where no layer sees ahead. What is left is the spread of the states, of which as many are drawn as
 * an interval of a few per cent asks for. The theorem asks for independent symbols of a known law, and for states that
 * are a function of the input plus Gaussian noise of known variance, as everywhere that `knownConditional` is used.
 * @param seconds of the budget
 * @throws CancelledError
 */
export async function countedSteps(
  snapshot: SharpenedSnapshot,
  seconds: number,
  signal?: AbortSignal,
): Promise<CountedSteps> {
  const { config, weights, runs, states } = snapshot;
  const { length, alphabet = 1 } = snapshot.set.inputs;
  const budget = budgetOf(seconds, length, weights);
  const wide = snapshot.estimates.filter(
    (estimate) => isCountable(estimate, snapshot.estimates, length, config) && isWide(estimate),
  );
  // The last step is looked at first; of the others the first cost least.
  const times = [...new Set(wide.map(({ time }) => time ?? length))].sort((a, b) =>
    a === length ? -1 : b === length ? 1 : a - b,
  );
  if (times.length === 0) return none;
  const runnable = budget.total / 4 / budget.perHistory;
  const every = everyBeginning(config.data, Math.min(mostBeginnings, mostNumbers / (length * alphabet), runnable));
  if (!every) return none;
  const layers = new Set(wide.flatMap(({ source, target }) => [source, target]));
  const atOnce = historiesAtOnce({ length, alphabet }, states);
  const begun = await BegunStates.of(every, layers, atOnce, config.analysis.noise.variance, runs);
  const better: NatsEstimate[] = [];
  let left = budget.total - every.set.inputs.samples * budget.perHistory;
  for (const time of times.filter((one) => one <= every.steps)) {
    const counted = await countedStep(
      (estimates) => askedAtStep(estimates, time, every, begun),
      wide.filter((estimate) => estimate.time === time),
      { time, every, logProbabilities: logProbabilitiesAt(every, time) },
      time === length && times.length > 1 ? left / 2 : left,
      new Random(config.seed).fork(`beginnings of ${time}`),
      signal,
    );
    left -= counted.cost;
    better.push(...counted.better);
  }
  return { better, share: 1 - left / budget.total };
}

/**
 * A number of states that are a function of the input so far plus noise, whatever follows. I(X;H) of the last step has
 * more of the budget elsewhere.
 */
function isCountable(
  estimate: NatsEstimate,
  all: readonly NatsEstimate[],
  length: number,
  { model }: AnalysisConfig,
): boolean {
  const { estimator, time, quantity, source } = estimate;
  // A state's density is known too where the network's own read-out told more than few histories did.
  const isRead =
    estimator === 'decoder' &&
    quantity === 'outputInformation' &&
    all.some(
      (one) =>
        one.quantity === 'inputInformation' &&
        one.target === source &&
        one.time === time &&
        one.estimator === 'knownConditional' &&
        isMain(one),
    );
  if ((estimator !== 'knownConditional' && !isRead) || !isMain(estimate) || time === undefined) return false;
  if (quantity === 'inputInformation' && time === length) return false;
  const ahead = new LayerGraph(model.layers).downstreamOf(seesAhead);
  const names = model.layers.filter((layer) => seesAhead(layer)).map(({ name }) => name);
  return ![estimate.source, estimate.target].map(layerNamed).some((name) => ahead.has(name) || names.includes(name));
}
