import { drawsCodes, type LayerActivations } from '../../models/activations';
import { codeDivergence, priorOf } from './codeDivergence';
import { codeLength } from './codeLengths';
import type { NatsEstimate } from './natsEstimate';

/**
 * The rate of every variational layer at each of its steps: the mean over samples of KL(p(z|x)
 *  prior), in nats. It is an upper bound on I(X;Z) for any prior (Alemi et al. 2017, eq. 14). For a state that is
 * sampled inside a recurrent layer it is the rate of p(h_t|h_{t-1},x_t): an upper bound on I(X_{1:t},H_{1:t-1};H_t),
 * and by the chain rule its sum over the steps is one on I(X_{1:T};H_{1:T}). For integer codes it is their length by
 * the learned density, at least H(Z). Attention with a bottleneck has one rate, the sum over all steps that it reads,
 * since any of them may be in the state of the last step (Schulz et al. 2020, equation 6). The interval is that of the
 * mean. `last` is the step that a layer without time belongs to.
 */
export function layerRates(epoch: number, layers: readonly LayerActivations[], last: number): NatsEstimate[] {
  return layers.filter(drawsCodes).flatMap((layer) => {
    const { samples, transition, stepNats } = layer;
    const divergenceOf = codeLength(layer) ?? readNats(layer) ?? codeDivergence(layer);
    if (!divergenceOf) return [];
    const length = stepNats ? 1 : layer.length;
    return Array.from({ length }, (_, step): NatsEstimate => {
      let sum = 0;
      let squares = 0;
      for (let i = 0; i < samples; i++) {
        const divergence = divergenceOf(i * length + step);
        sum += divergence;
        squares += divergence * divergence;
      }
      const value = sum / samples;
      const error =
        samples > 1 ? 1.96 * Math.sqrt(Math.max(0, squares / samples - value * value) / (samples - 1)) : Infinity;
      return {
        quantity: 'rate',
        source: 'X',
        target: layer.layer,
        time: length === 1 ? last : step + 1,
        epoch,
        value,
        low: Math.max(0, value - error),
        high: value + error,
        estimator: 'exact',
        bound: 'upper',
        samples,
        of: layer.density
          ? { kind: 'codeLength' }
          : {
              kind: 'divergenceFromPrior',
              ...(transition && { step: true }),
              ...(stepNats && { read: true as const }),
              ...priorOf(layer),
            },
      };
    });
  });
}

/** The divergence of all steps of a sequence that attention reads, nats; undefined where it reads them as they are. */
function readNats({ stepNats, length }: LayerActivations): ((sequence: number) => number) | undefined {
  return (
    stepNats &&
    ((sequence) => stepNats.subarray(sequence * length, (sequence + 1) * length).reduce((sum, nats) => sum + nats, 0))
  );
}
