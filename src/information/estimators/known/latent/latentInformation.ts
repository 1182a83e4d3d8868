import type { Random } from '../../../../base/random';
import { Breather } from '../../../numerics/breather';
import { stateBounds } from '../annealing/twoSided';
import {
  Account,
  type Between,
  between,
  chosenEffort,
  type Limits,
  type Try,
  type Weighed,
  weighedBlocks,
} from '../weighedStates';
import { controlledLimits } from './controlledMean';
import { drawnStates } from './drawnStates';
import { givenLatents, restOf, withoutRest } from './givenLatents';
import { each, type LatentNetwork, type LatentStates } from './latentNetwork';
import { laplaceWeights } from '../laplace/laplaceWeights';
import { quadraticControl } from './quadraticControl';
import { ladderCost, type LatentSampler, laplaceSampler, plannedSampler } from './sampler';

export interface LatentInformation extends Between {
  readonly lower: Limits;
  readonly upper: Limits;
  /** How many states were weighed, by how many draws each, and temperatures (0: none). */
  readonly states: number;
  readonly draws: number;
  readonly rungs: number;
  readonly by: LatentSampler['by'];
  /** Multiplications. */
  readonly spent: number;
}

export interface LatentSettings {
  /** Multiplications that may be spent. */
  readonly budget: number;
  /** Two bounds nearer than this, nats, count as one number. */
  readonly close: number;
  readonly mostStates: number;
  /**
   * How many of the latents are asked about, from the first on; the others are other input, or earlier noise. Absent:
   * all.
   */
  readonly inputs?: number;
  /** Whether nothing is said where Laplace's proposals leave the two sides apart. */
  readonly noLadder?: boolean;
}

/** States that are looked at to choose a sampler. */
const firstLook = 8;
const laplaceDraws = 48;
const ladderDraws = 6;
const fewestRungs = 50;
const mostRungs = 600;
/** A ladder is as long as this part of the budget pays for so many states. */
const ladderShare = 0.65;
const wantedStates = 48;
/** States weighed at once. */
const atOnce = 64;
/** With fewer states nothing is said. */
const fewest = 16;
/** Further states for the expectations of controls, at most. */
const mostOthers = 2 ** 16;

/**
 * I(X;H) = E ln p(h|x) - E ln p(h) in nats, of h = m(u) + N(0, deviation^2 I) with the input in u ~ N(0, I). p(h) is
 * bounded by Laplace's proposals, and where their two sides stay apart by Hamiltonian annealing. p(h|x) is known where
 * u is the input alone; where it has earlier noise as well, Laplace's proposals bound it too. The sampler is chosen by
 * states of its own, so that the choice favours no side. The interval goes from the 97.5 % limit of the lower bound to
 * that of the upper one, the spread over states included.
 * @returns undefined where the budget does not pay for a few states
 * @throws CancelledError
 */
export async function latentInformation(
  network: LatentNetwork,
  { inputs: asked, ...common }: LatentSettings,
  random: Random,
  signal?: AbortSignal,
): Promise<LatentInformation | undefined> {
  // Of all latents p(h|x) is the density of the noise alone.
  const settings: LatentSettings =
    asked === undefined || asked === network.latents ? common : { ...common, inputs: asked };
  const breather = new Breather(signal);
  const fresh = random.fork('latent states');
  const runs = random.fork('latent weights');
  const { inputs } = settings;
  const account = new Account(settings.budget);
  const chosen = await chosenSampler(network, settings, random.fork('chosen sampler'), account, breather);
  if (!chosen || (settings.noLadder === true && chosen.gap >= settings.close)) return undefined;
  const { effort: sampler, each: perState } = chosen;
  // A quarter is for the controls: a state without weights costs one run.
  const affordable = Math.floor((0.75 * (account.budget - account.spent)) / perState);
  const most = Math.min(settings.mostStates, affordable);
  if (most < fewest) return undefined;
  // How many the budget pays for is counted already.
  const weighing = new Account(Infinity);
  const { states: count, of: joined } = await weighedBlocks(
    async (size): Promise<Block> => {
      const states = await drawnStates(network, size, fresh);
      const found = await bounds(network, inputs, sampler, states, runs, breather);
      const residuals = inputs === undefined ? states.values : await residualsOf(network, states, inputs);
      return { ...found, values: states.values, residuals };
    },
    { most, atOnce, each: 0 },
    weighing,
  );
  const own = joined((part) => part.own);
  const others = Math.min(mostOthers, Math.floor((0.25 * settings.budget) / network.cost));
  const rest = await drawnStates(network, others, random.fork('control states'));
  const values = joined((part) => part.values);
  const controls = [
    inputs === undefined ? { values: own, mean: -network.dimensions / 2, error: 0 } : undefined,
    quadraticControl(values, rest.values, network.dimensions),
    inputs === undefined
      ? undefined
      : quadraticControl(
          joined((part) => part.residuals),
          await residualsOf(network, rest, inputs),
          network.dimensions,
        ),
  ].filter((control) => control !== undefined);
  const limits = {
    lower: controlledLimits(
      joined((part) => part.lower),
      controls,
    ),
    upper: controlledLimits(
      joined((part) => part.upper),
      controls,
    ),
  };
  const { by, rungs, draws } = sampler;
  return {
    ...between(limits.lower, limits.upper, settings.close),
    ...limits,
    states: count,
    draws,
    rungs,
    by,
    spent: account.spent + weighing.spent + others * network.cost,
  };
}

interface Block extends Weighed {
  readonly own: Float64Array;
  readonly values: Float64Array;
  readonly residuals: Float64Array;
}

/** Bounds on ln p(h|x) - ln p(h) of every state. */
async function bounds(
  network: LatentNetwork,
  inputs: number | undefined,
  sampler: LatentSampler,
  states: LatentStates,
  random: Random,
  breather: Breather,
): Promise<Weighed & { readonly own: Float64Array }> {
  const weights = await sampler.weigh(states, random, breather);
  const { own } = weights;
  const whole = stateBounds(own, weights.forward, weights.reverse);
  if (inputs === undefined) return { ...whole, own, spent: weights.spent };
  const rest = { ...states, points: restOf(network, states, inputs) };
  const given = givenLatents(network, states, inputs);
  const inner = await laplaceWeights(given, rest, laplaceDraws, random, breather);
  // Bounds on ln p(h|u) - ln p(h|x): what is taken from the one is given to the other.
  const part = stateBounds(own, inner.forward, inner.reverse);
  return {
    own,
    lower: whole.lower.map((value, i) => value - part.upper[i]),
    upper: whole.upper.map((value, i) => value - part.lower[i]),
    spent: weights.spent + inner.spent,
  };
}

/** h - m(x) without earlier noise. */
async function residualsOf(network: LatentNetwork, states: LatentStates, inputs: number): Promise<Float64Array> {
  const means = await network.means(withoutRest(network, states, inputs), each(states.count));
  return states.values.map((value, i) => value - means[i]);
}

/** Laplace's proposals, or a ladder as long as the budget allows if its two sides are nearer on a first look. */
async function chosenSampler(
  network: LatentNetwork,
  { close, inputs, noLadder }: LatentSettings,
  random: Random,
  account: Account,
  breather: Breather,
): ReturnType<typeof chosenEffort<LatentSampler>> {
  const tries = async function* (): AsyncGenerator<Try<LatentSampler>> {
    yield { effort: laplaceSampler(network, laplaceDraws), states: firstLook };
    if (noLadder === true) return;
    const perRung = ladderCost(network, 1, ladderDraws);
    const affordable = ladderShare * (account.budget - account.spent);
    const rungs = Math.min(mostRungs, Math.max(fewestRungs, Math.floor(affordable / (wantedStates * perRung))));
    if (affordable < (fewest + firstLook) * rungs * perRung) return;
    const plan = await plannedSampler(network, random, breather);
    account.spent += plan.spent;
    yield { effort: plan.sampler(rungs, ladderDraws), states: firstLook / 2 };
  };
  const weigh = async (sampler: LatentSampler, count: number): Promise<Weighed> =>
    bounds(network, inputs, sampler, await drawnStates(network, count, random), random, breather);
  return chosenEffort(tries(), weigh, close, account);
}
