import type { Random } from '../../../../base/random';
import { Breather } from '../../../numerics/breather';
import { drawnLayers, type LatentLayers } from './latentLayers';
import type { LatentPart } from './latentPart';
import { type PartInformation, PartWeigher } from './partWeigher';

export interface PartSettings {
  /** Multiplications that may be spent. */
  readonly budget: number;
  /** Two bounds nearer than this, nats, count as one number. */
  readonly close: number;
}

/** States that only choose how much to draw. */
const firstLook = 24;
const mostStates = 4096;
/** With fewer states nothing is said. */
const fewestStates = 64;
const fewestRuns = 32;
const mostRuns = 2 ** 14;
/** Runs of p(h), shared by all states, at most. */
const mostShared = 2 ** 15;
/** The shares of the budget that the shared runs and the first look may take. */
const sharedShare = 0.1;
const lookShare = 0.2;
/** Numbers of latents that are kept of states, of shared runs, or of the runs of one state, at most. */
const mostLatents = 2 ** 23;
/** Gaps between the two sides, nats, that are weighed against the number of states. */
const gaps = [0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, Infinity];

/**
 * I(part;H) = E ln p(h|part) - E ln p(h) in nats, of parts of the latents such as the input of one step. Both densities
 * are means of p(h|u), the first over fresh u that share the part with the one that made h, the second over fresh u.
 * Without that one the logarithm of a mean is at most the density's on average, and with it in place of another at
 * least (Grosse, Ancha and Roy 2015), which bounds the information from both sides. How many runs a state gets, and how
 * many states there are, is chosen by states of its own, so that the choice favours no side.
 * @returns for every part one number for each layer; undefined where the budget does not pay for a few states
 * @throws CancelledError
 */
export async function partInformation(
  network: LatentLayers,
  parts: readonly LatentPart[],
  { budget, close }: PartSettings,
  random: Random,
  signal?: AbortSignal,
): Promise<(readonly PartInformation[])[] | undefined> {
  const breather = new Breather(signal);
  const { cost, latents, layers } = network;
  const wide = layers.reduce((sum, { dimensions }) => sum + dimensions, 0);
  const ofRun = cost + 4 * wide;
  const held = Math.floor(mostLatents / latents);
  const count = Math.min(mostShared, held, Math.floor((sharedShare * budget) / ofRun));
  const most = floorOfTwo(Math.min(mostRuns, held, (lookShare * budget) / (firstLook * parts.length * ofRun)));
  if (count < fewestRuns || most < fewestRuns) return undefined;
  const shared = await drawnLayers(network, count, random.fork('shared runs'));
  const all = parts.map(() => most);
  const look = new PartWeigher(network, parts, shared, random.fork('first look'), breather);
  await look.weigh(firstLook, all, true);
  const spent = count * cost + firstLook * (cost + parts.length * most * ofRun + count * 4 * wide);
  const affordable = (runs: readonly number[]): number => {
    const ofState = cost + count * 4 * wide + runs.reduce((sum, one) => sum + one * ofRun, 0);
    return Math.min(mostStates, held, Math.floor((budget - spent) / ofState));
  };
  let best: { readonly width: number; readonly runs: readonly number[] } | undefined;
  for (const gap of gaps) {
    const runs = parts.map((_, p) => look.runsFor(p, gap, { fewest: fewestRuns, most }));
    const states = affordable(runs);
    if (states < fewestStates) continue;
    const width = look.widthOf(runs, states);
    if (!best || width < best.width) best = { width, runs };
  }
  if (!best) return undefined;
  const { runs } = best;
  const main = new PartWeigher(network, parts, shared, random.fork('states'), breather);
  await main.weigh(affordable(runs), runs);
  return main.numbers(close);
}

const floorOfTwo = (number: number): number => 2 ** Math.floor(Math.log2(Math.max(1, number)));
