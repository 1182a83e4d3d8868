import type { Sequences, SequenceSet, Targets } from '../../data/dataset';
import { logSumExp } from '../../information/numerics/logSums';
import type { Model } from '../../models/model';

/** What a network expects of the classes of Y at each place [samples, steps]: probabilities [places, classes]. */
export interface Predicted {
  readonly classes: number;
  readonly probabilities: Float64Array;
}

/** Probabilities of logits [places, classes]. */
export function softmax(logits: Float32Array, classes: number): Predicted {
  const probabilities = new Float64Array(logits.length);
  for (let from = 0; from < logits.length; from += classes) {
    const row = logits.subarray(from, from + classes);
    const total = logSumExp(row);
    for (let k = 0; k < classes; k++) probabilities[from + k] = Math.exp(row[k] - total);
  }
  return { classes, probabilities };
}

/** The mean of several predictions of the same places. */
export function meanOf(predictions: readonly Predicted[]): Predicted {
  const [{ classes, probabilities: first }] = predictions;
  const probabilities = new Float64Array(first.length);
  for (const one of predictions)
    for (let i = 0; i < probabilities.length; i++) probabilities[i] += one.probabilities[i] / predictions.length;
  return { classes, probabilities };
}

/** Draws of the states of a network that has its own noise, over which predictions are averaged. */
const drawsOfStates = 8;

/**
 * The network's prediction of Y for sequences: the mean over draws of its states where it draws them (Alemi et al.
 * 2017, section 4.1).
 */
export async function predicted(
  model: Model,
  inputs: Sequences,
  classes: number,
  stochastic: boolean,
  seed: number,
  signal: AbortSignal,
): Promise<Predicted> {
  const draws: Predicted[] = [];
  for (let i = 0; i < (stochastic ? drawsOfStates : 1); i++)
    draws.push(softmax(await model.outputs(inputs, 'Y', seed + i, false, signal), classes));
  return meanOf(draws);
}

/** Smaller probabilities count as this one, so that no single target decides a mean. */
const leastProbability = 1e-12;

/** The share of right answers and the mean of -ln q(target), nats, over the places that have a target. */
export function scoreOf(
  { classes, probabilities }: Predicted,
  { symbols }: Pick<Targets, 'symbols'>,
): { accuracy: number; loss: number } {
  let [count, right, loss] = [0, 0, 0];
  symbols?.forEach((symbol, place) => {
    if (symbol < 0) return;
    count++;
    if (likeliest(probabilities, place * classes, classes) === symbol) right++;
    loss -= Math.log(Math.max(leastProbability, probabilities[place * classes + symbol]));
  });
  return { accuracy: right / count, loss: loss / count };
}

/** The class of the largest of the probabilities from a place on. */
export function likeliest(probabilities: Float64Array, from: number, classes: number): number {
  let best = 0;
  for (let k = 1; k < classes; k++) if (probabilities[from + k] > probabilities[from + best]) best = k;
  return best;
}

/**
 * The mean over places of -sum q ln p, nats, with what a set's targets say, q, and what the network says, p: the
 * divergence of the two up to what does not depend on the network.
 */
export async function lossBetween(
  model: Model,
  { inputs, targets }: SequenceSet,
  seed: number,
  signal: AbortSignal,
): Promise<number> {
  const { values, symbols, features } = targets ?? {};
  if (!values || !symbols || !features) throw new Error('Networks are compared by classes.');
  const { probabilities } = await predicted(model, inputs, features, false, seed, signal);
  let [count, loss] = [0, 0];
  symbols.forEach((symbol, place) => {
    if (symbol < 0) return;
    count++;
    for (let k = place * features; k < (place + 1) * features; k++)
      loss -= values[k] * Math.log(Math.max(leastProbability, probabilities[k]));
  });
  return loss / count;
}
