import type { Random } from '../../../../base/random';
import { meanAndVariance } from '../../../types/measurement';
import { type Beside, withoutControl } from '../fromRatios';
import { alikeTogether, begin, type BeginningsProblem, type DrawnStates, drawnStates, inOrder } from './begunStates';
import { symbolLaws } from './endings';
import { addedUp, type Negligible, type RunEndings } from './endingSums';
import { leftOut } from './nearbySums';

/** Beginnings of the rough densities. */
export const fewBeginnings = 2 ** 6;
/** Nats by which rough densities leave out more: it steadies them, and saves work. */
const rougher = 3;

/**
 * A rough ln p(h|x) - ln p(h) of some states, with p(h) from a few beginnings that are drawn for it alone, and its mean
 * over many more states: a control whose mean is estimated (double sampling; Cochran 1977, section 12.9). Any function
 * of a state will do, so that nothing is asked of the rough densities but that all states are drawn alike.
 * @param states that are to be steadied
 * @param count of the further states
 * @param atOnce states that the network runs at most at once
 * @throws CancelledError
 */
export async function besideStates(
  problem: BeginningsProblem,
  states: DrawnStates,
  { count, atOnce, negligible }: { readonly count: number; readonly atOnce: number; readonly negligible: Negligible },
  run: RunEndings,
  random: Random,
): Promise<Beside> {
  const { network, source, ending } = problem;
  const { length } = source;
  const { dimensions } = network;
  const steps = length - ending;
  const begun = (beginnings: number): { readonly symbols: Int32Array; readonly states: Float64Array } => {
    const symbols = new Int32Array(beginnings * length);
    for (let j = 0; j < beginnings; j++) source.draw(random, symbols, j * length);
    return { symbols, states: begin(network, symbols, beginnings, length, steps) };
  };
  const total = states.count + count;
  const [values, means] = [new Float64Array(total * dimensions), new Float64Array(total * dimensions)];
  values.set(states.now.values);
  means.set(states.now.means);
  for (let start = 0; start < count; start += atOnce) {
    const some = Math.min(atOnce, count - start);
    const { now } = drawnStates(problem, begun(some).states, some, 1, random);
    values.set(now.values, (states.count + start) * dimensions);
    means.set(now.means, (states.count + start) * dimensions);
  }
  const few = begun(fewBeginnings);
  const laws = symbolLaws(source, few.symbols.subarray(0, length), 0).slice(steps);
  const none = new Float64Array(0);
  const part = {
    begun: inOrder(few.states, network.width, alikeTogether(few.states, network.width)),
    beginnings: fewBeginnings,
    begins: new Int32Array(0),
    laws,
    states: {
      ...states,
      count: total,
      now: { values, means },
      before: { values: none, means: none },
      // None of the states has one of these beginnings.
      owners: new Int32Array(total).fill(-1),
      ends: new Int32Array(0),
    },
    pairs: 0,
    negligible: { ...negligible, alone: negligible.alone - rougher },
  };
  const firsts = Array.from(laws[0].keys()).filter((symbol) => laws[0][symbol] > 0);
  const { now, own } = addedUp(await run(firsts.map((first) => ({ ...part, first }))));
  const left = leftOut(part.negligible.alone);
  const rough = now.all.map((sum) => -Math.log(sum / fewBeginnings + left));
  const control = own.map((half) => dimensions / 2 - half);
  const further = withoutControl(rough.subarray(states.count), control.subarray(states.count));
  const { mean, variance } = meanAndVariance(further);
  return { values: rough.slice(0, states.count), mean, variance: variance / count };
}
