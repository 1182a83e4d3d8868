import type { Random } from '../../../../base/random';
import type { Breather } from '../../../numerics/breather';
import { leaps } from '../hamiltonian/hamiltonianChains';
import { hamiltonianWeights } from '../hamiltonian/hamiltonianWeights';
import { massMatrix } from '../hamiltonian/massMatrix';
import { pilotLadder, plannedLadder } from '../hamiltonian/ladderPlan';
import { tiltedPrior } from '../hamiltonian/tilt';
import { laplaceWeights } from '../laplace/laplaceWeights';
import { drawnStates } from './drawnStates';
import { each, gradientCost, type LatentNetwork, type LatentStates, repeated } from './latentNetwork';
import type { TwoSidedWeights } from './twoSidedWeights';

/** A way to weigh p(h) from both sides; everything in it is fixed before the states that count are drawn. */
export interface LatentSampler {
  readonly by: 'laplace' | 'hamiltonian';
  /** Temperatures; 0 without a ladder. */
  readonly rungs: number;
  /** Draws for each state. */
  readonly draws: number;
  weigh(states: LatentStates, random: Random, breather: Breather): Promise<TwoSidedWeights>;
}

export const laplaceSampler = (network: LatentNetwork, draws: number): LatentSampler => ({
  by: 'laplace',
  rungs: 0,
  draws,
  weigh: async (states, random, breather) => laplaceWeights(network, states, draws, random, breather),
});

const pilotStates = 8;
const pilotChains = 3;
const pilotRungs = 60;

/** A Hamiltonian ladder planned by a pilot; longer ones follow the same plan. */
export interface PlannedSampler {
  /** Multiplications that the plan took. */
  readonly spent: number;
  sampler(rungs: number, draws: number): LatentSampler;
}

/** @throws CancelledError */
export async function plannedSampler(
  network: LatentNetwork,
  random: Random,
  breather: Breather,
): Promise<PlannedSampler> {
  const mass = await massMatrix(network, random);
  const states = await drawnStates(network, pilotStates, random);
  const tilt = tiltedPrior(network, states.values, mass);
  const pilot = await pilotLadder(tilt, repeated(pilotStates, pilotChains), pilotChains, pilotRungs, random, breather);
  return {
    spent: mass.spent + tilt.spent(),
    sampler: (rungs, draws) => ({
      by: 'hamiltonian',
      rungs,
      draws,
      weigh: async ({ count, values, points }, runs, rest) => {
        const own = tiltedPrior(network, values, mass);
        const { logs } = await own.at(points, each(count));
        const weights = await hamiltonianWeights(own, points.slice(), plannedLadder(pilot, rungs), draws, runs, rest);
        return { ...weights, own: logs, spent: own.spent() };
      },
    }),
  };
}

/** Multiplications that a Hamiltonian ladder takes for a state. */
export const ladderCost = ({ cost }: LatentNetwork, rungs: number, draws: number): number =>
  rungs * leaps * gradientCost * cost * (draws + 1);
