import type { Random } from '../../../../base/random';
import type { Breather } from '../../../numerics/breather';
import { meanAndVariance } from '../../../types/measurement';
import { ladder } from '../annealing/ladder';
import { HamiltonianChains } from './hamiltonianChains';
import type { HamiltonianLadder } from './hamiltonianWeights';
import type { Tilt } from './tilt';

const firstSize = 0.4;
const wanted = 0.8;
/** Four steps of the largest size are a quarter of the turn of a normal law: half a turn would only mirror a point. */
const range = { least: 0.01, most: 0.4 };

/** What a run up a first ladder says: where the tilt spreads most, and which paths are accepted. */
export interface LadderPilot {
  readonly betas: Float64Array;
  /** Spread of the tilt among the chains of a state at each rung, nats. */
  readonly spreads: Float64Array;
  /** Sizes of the steps of paths at each rung. */
  readonly sizes: Float64Array;
}

/**
 * Runs states of their own up a ladder of `rungs` temperatures. Ladder and sizes are fixed before the states that count
 * are run, because a kernel that adapts to its chain is not the reverse of itself.
 * @param chains for each of the tilt's states
 * @throws CancelledError
 */
export async function pilotLadder(
  tilt: Tilt,
  owners: Int32Array,
  chains: number,
  rungs: number,
  random: Random,
  breather: Breather,
): Promise<LadderPilot> {
  const betas = ladder(rungs);
  const points = Float64Array.from({ length: owners.length * tilt.width }, () => random.normal());
  const moving = new HamiltonianChains(tilt, owners, points);
  await moving.start();
  const sizes = new Float64Array(betas.length).fill(firstSize);
  const spreads = new Float64Array(betas.length);
  const record = (j: number): void => {
    let sum = 0;
    for (let from = 0; from < owners.length; from += chains)
      sum += meanAndVariance(moving.logs.subarray(from, from + chains)).variance;
    spreads[j] = Math.sqrt((sum * chains) / owners.length);
  };
  record(0);
  for (let j = 1; j < betas.length; j++) {
    const accepted = await moving.move(betas[j], sizes[j - 1], random);
    sizes[j] = Math.min(range.most, Math.max(range.least, sizes[j - 1] * Math.exp(0.5 * (accepted - wanted))));
    record(j);
    if (breather.due()) await breather.rest();
  }
  return { betas, spreads, sizes };
}

/**
 * A ladder of `rungs` temperatures whose steps are equally long in units of the tilt's spread, which keeps the sum of
 * the spreads of the weights least (Gelman and Meng 1998, section 4).
 */
export function plannedLadder({ betas, spreads, sizes }: LadderPilot, rungs: number): HamiltonianLadder {
  const lengths = new Float64Array(betas.length);
  for (let j = 1; j < betas.length; j++)
    lengths[j] = lengths[j - 1] + ((betas[j] - betas[j - 1]) * (spreads[j] + spreads[j - 1])) / 2;
  const whole = lengths[betas.length - 1];
  const planned: HamiltonianLadder = { betas: new Float64Array(rungs + 1), sizes: new Float64Array(rungs + 1) };
  for (let i = 0, j = 1; i <= rungs; i++) {
    const at = (whole * i) / rungs;
    while (j < betas.length - 1 && lengths[j] < at) j++;
    const span = lengths[j] - lengths[j - 1];
    const part = span > 0 ? Math.min(1, Math.max(0, (at - lengths[j - 1]) / span)) : 1;
    planned.betas[i] = i === rungs ? 1 : betas[j - 1] + part * (betas[j] - betas[j - 1]);
    planned.sizes[i] = sizes[j];
  }
  return planned;
}
