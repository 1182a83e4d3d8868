import { z95 } from '../../information/numerics/special';
import type { LayerActivations } from '../../models/activations';
import type { NatsEstimate } from './natsEstimate';

/**
 * The held-out values of the critics of infomax layers at each of their steps: the objective that training maximised.
 * Nats.
 */
export function criticEstimates(epoch: number, layers: readonly LayerActivations[], last: number): NatsEstimate[] {
  return layers.flatMap((layer) => {
    const { critic, samples } = layer;
    if (!critic) return [];
    const steps = critic.nats.length / samples;
    return Array.from({ length: steps }, (_, step): NatsEstimate => {
      let value = 0;
      let squares = 0;
      for (let i = 0; i < samples; i++) {
        const one = critic.nats[i * steps + step];
        value += one / samples;
        squares += (one * one) / samples;
      }
      const half = z95 * Math.sqrt(Math.max(0, squares - value * value) / Math.max(1, samples - 1));
      const lower = critic.kind === 'infoNCE';
      return {
        quantity: 'infomax',
        source: critic.about === 'future' ? 'X_{t+1}' : critic.about,
        target: layer.layer,
        time: steps === 1 ? last : step + 1,
        epoch,
        value,
        low: value - half,
        // A critic may miss any amount.
        high: lower ? Infinity : value + half,
        ...(!lower && { assumes: 'learned', certified: 'none' }),
        estimator: lower ? 'infoNCE' : 'js',
        bound: lower ? 'lower' : 'none',
        samples,
        of: lower
          ? { kind: 'trainedCritic', objective: 'infoNCE', group: critic.group }
          : { kind: 'trainedCritic', objective: 'jensenShannon' },
      };
    });
  });
}
