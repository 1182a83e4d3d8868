import type { Random } from '../../../base/random';
import type { Model } from '../../../models/model';
import { softmax } from '../predicted';
import type { Answers } from './answers';
import type { Mask } from './mask';

/**
 * Steps of the fit, copies of each sequence with noise of their own in each, and how far a step goes: in the second
 * half less and less, so that no jitter is left.
 */
const fit = { steps: 100, copies: 4, rate: 0.2 } as const;
/** All shares begin here, by the logit: nearly everything is let through, so that all gradients are alive. */
const firstLogit = 3;
const decays = [0.9, 0.999] as const;

/**
 * The share of each amount of noise that minimises, for every sequence by itself, the cross-entropy of its answer with
 * the noise, plus beta times the divergence, nats (Schulz et al. 2020, equation 7 with section 3.2), by Adam (Kingma
 * and Ba 2015).
 * @throws CancelledError
 */
export async function fittedShares(
  model: Model,
  mask: Mask,
  answers: Answers,
  beta: number,
  random: Random,
  signal: AbortSignal,
): Promise<Float64Array> {
  const { inputs, width } = mask;
  const count = inputs.values.length;
  const parts = inputs.samples * width;
  const logits = new Float64Array(parts).fill(firstLogit);
  const [means, squares] = [new Float64Array(parts), new Float64Array(parts)];
  for (let step = 1; step <= fit.steps; step++) {
    const shares = sharesOf(logits);
    const noise = mask.noise(fit.copies, random);
    const { gradients } = await model.pullBackOutputs(
      mask.noisy(shares, noise),
      'Y',
      (outputs, first) => errorsOf(outputs, first, inputs.samples, answers),
      random.integer(2 ** 31),
      signal,
    );
    const slopes = new Float64Array(parts);
    for (let i = 0; i < noise.length; i++) {
      const place = i % count;
      if (gradients[i] === 0 || !mask.isOpen(place)) continue;
      // z = mean + deviation (share m + (1 - share) e)
      slopes[mask.partOf(place)] +=
        (gradients[i] * mask.deviation(place) * (mask.standardized(place) - noise[i])) / fit.copies;
    }
    mask.addSlopes(shares, beta, slopes);
    const rate = fit.rate * Math.min(1, 2 - (2 * step) / fit.steps);
    for (let part = 0; part < parts; part++) {
      const slope = slopes[part] * shares[part] * (1 - shares[part]);
      means[part] += (1 - decays[0]) * (slope - means[part]);
      squares[part] += (1 - decays[1]) * (slope ** 2 - squares[part]);
      const size = Math.sqrt(squares[part] / (1 - decays[1] ** step)) + 1e-8;
      logits[part] -= (rate * (means[part] / (1 - decays[0] ** step))) / size;
    }
  }
  return sharesOf(logits);
}

/** At most .999, so that no divergence is without end. */
const sharesOf = (logits: Float64Array): Float64Array =>
  logits.map((logit) => Math.min(0.999, 1 / (1 + Math.exp(-logit))));

/**
 * The gradient of the cross-entropy of the answers, p less one at the answer, with respect to the logits of some of the
 * copies, [copies, steps, classes]; 0 at all other steps.
 */
function errorsOf(outputs: Float32Array, first: number, samples: number, answers: Answers): Float32Array {
  const { places, told, classes, all } = answers;
  const steps = all / samples;
  const errors = new Float32Array(outputs.length);
  for (let i = 0; i < outputs.length / (steps * classes); i++) {
    const row = (first + i) % samples;
    const from = (i * steps + (places[row] % steps)) * classes;
    const { probabilities } = softmax(outputs.subarray(from, from + classes), classes);
    for (let k = 0; k < classes; k++) errors[from + k] = probabilities[k] - (k === told[row] ? 1 : 0);
  }
  return errors;
}

/** The size of the gradient of ln p(answer) with respect to every value, [samples, steps, columns]. */
export async function gradientSizes(
  model: Model,
  { inputs }: Mask,
  answers: Answers,
  seed: number,
  signal: AbortSignal,
): Promise<Float64Array> {
  const { gradients } = await model.pullBackOutputs(
    inputs,
    'Y',
    (outputs, first) => errorsOf(outputs, first, inputs.samples, answers),
    seed,
    signal,
  );
  return Float64Array.from(gradients, Math.abs);
}
