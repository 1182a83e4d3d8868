import type { LayerActivations } from './activations';
import type { ViewsOf } from './model';
import { hasOwnOrder } from './stateIndex';

/** At most so many numbers of one snapshot's states are held at once: 64 MB in single precision. */
export const mostHeld = 2 ** 24;

/**
 * The states of a snapshot's layers: all of them, or, where they are too many to be held at once, those of some steps.
 */
export interface HeldStates {
  /** Every layer, with all of its states, or with `views` that name those at hand (none at first). */
  readonly layers: readonly LayerActivations[];
  /** The same layers with other states, made anew; the same as `layers` where these hold all. */
  with(views: ViewsOf): Promise<readonly LayerActivations[]>;
  /** Takes back what `with` gave, whose memory the next states may have: nothing reads it from then on. */
  release?(layers: readonly LayerActivations[]): void;
  /** How many numbers `with` is asked for at once; default: `mostHeld`. */
  readonly atOnce?: number;
}

export const allStates = (layers: readonly LayerActivations[]): HeldStates => ({
  layers,
  with: () => Promise.resolve(layers),
});

/** The same states without some of the layers. */
export const someLayers = (states: HeldStates, chosen: (layer: LayerActivations) => boolean): HeldStates => ({
  ...(states.atOnce !== undefined && { atOnce: states.atOnce }),
  ...(states.release && { release: (layers) => states.release?.(layers) }),
  layers: states.layers.filter(chosen),
  with: async (views) => (await states.with(views)).filter(chosen),
});

/** All layers with the states at some steps (counted from 1). */
export const statesAt = (states: HeldStates, times: Iterable<number>): Promise<readonly LayerActivations[]> => {
  const steps = [...new Set(times)].filter((time) => time >= 1);
  const backward = new Set(states.layers.filter(hasOwnOrder));
  const named = new Map(states.layers.map((layer) => [layer.layer, backward.has(layer)]));
  return states.with((layer) =>
    // Layers that were left out are not made.
    (named.has(layer) ? steps : []).flatMap((time) => [
      { time, reading: 'own order' as const },
      ...(named.get(layer) === true ? [{ time, reading: 'step' as const }] : []),
    ]),
  );
};
