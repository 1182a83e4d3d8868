import type { PairOutcome, RunEstimationJob } from '../../information/job/job';
import type { LayerActivations } from '../../models/activations';
import type { HeldStates } from '../../models/heldStates';
import { blocksOf } from './blocks';
import type { SharedBuffers } from './sharedBuffers';
import type { StatesAtHand } from './side';
import type { SnapshotPlan } from './snapshotPlan';

/** While the last pairs of one part run on one core, the others have the next part. */
const partsAtOnce = 2;
/** Where parts are many, each runs on few cores, which prepare its states once; more parts than this take memory. */
const mostAtOnce = 4;

/** What the plans of a run share. */
export interface PlanRunner {
  readonly runJob: RunEstimationJob;
  /** How many cores jobs run on; absent: unknown. */
  readonly cores?: number | undefined;
  readonly buffers: SharedBuffers;
  readonly signal: AbortSignal;
}

/**
 * The outcomes of the pairs at some places of a plan, in that order. Steps come in order: the states of a block are
 * made, estimated part by part, and dropped. The variables of a part live as long as its job.
 * @param look is shown the states of every block before they are estimated
 * @throws CancelledError
 */
export async function runPlan(
  plan: SnapshotPlan,
  places: readonly number[],
  states: HeldStates,
  runner: PlanRunner,
  look?: (layers: readonly LayerActivations[]) => Promise<void>,
): Promise<PairOutcome[]> {
  const found = new Map<number, PairOutcome>();
  const all = plan.parts(places);
  const isWhole = states.layers.every(({ views }) => views === undefined);
  for (const { parts, views } of isWhole
    ? [{ parts: all, views: undefined }]
    : blocksOf(plan, all, states.layers, states.atOnce)) {
    const layers = views ? await states.with((layer) => views.get(layer) ?? []) : states.layers;
    await look?.(layers);
    await runParts(plan, parts, atHand(layers), runner, found);
    if (views) states.release?.(layers);
  }
  return places.flatMap((place) => found.get(place) ?? []);
}

async function runParts(
  plan: SnapshotPlan,
  parts: readonly (readonly number[])[],
  at: StatesAtHand,
  { runJob, buffers, signal, cores = partsAtOnce }: PlanRunner,
  found: Map<number, PairOutcome>,
): Promise<void> {
  const left = parts.values();
  const lanes = Math.min(cores, mostAtOnce);
  const areMany = parts.length >= 2 * lanes;
  const share = areMany ? { threads: Math.ceil(cores / lanes) } : {};
  let failed = false;
  const lane = async (): Promise<void> => {
    for (const part of left) {
      if (failed) return;
      const { take, release } = buffers.lease();
      const outcomes = await runJob({ ...plan.jobOf(part, at, take), ...share }, signal);
      // Not after a failure: threads may still be reading.
      release();
      part.forEach((place, i) => found.set(place, outcomes[i]));
    }
  };
  try {
    await Promise.all(Array.from({ length: areMany ? lanes : partsAtOnce }, lane));
  } catch (failure) {
    failed = true;
    throw failure;
  }
}

/** Finds states by the names of their layers. */
export function atHand(layers: readonly LayerActivations[]): StatesAtHand {
  const byName = new Map(layers.map((layer) => [layer.layer, layer]));
  return (layer) => byName.get(layer.layer) ?? layer;
}
