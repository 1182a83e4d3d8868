import type { Random } from '../../../src/base/random';
import { meanAndVariance } from '../../../src/information/types/measurement';
import { logMeanExp } from '../../../src/information/numerics/logSums';

/** The mean of a state after every history, [histories, units]. */
export interface StateMeans {
  readonly means: Float32Array;
  readonly units: number;
}

/** An information between states, or between a state and a class of histories, by the states' places. */
export type Asked =
  | { readonly about: 'input'; readonly state: number }
  | { readonly about: 'states'; readonly a: number; readonly b: number }
  | { readonly about: 'class'; readonly state: number; readonly classOf: (history: number) => number };

/** Nats, with the standard error that the drawn states leave. */
export interface Enumerated {
  readonly nats: number;
  readonly error: number;
}

/**
 * Informations about states h = f(x) + N(0, variance I) by the plain sum over all histories, each equally likely:
 * E ln p(h|x) - E ln p(h), and for two states the difference of three such numbers of the same draws.
 * @param draws states that the expectation is over
 */
export function enumeratedInformation(
  states: readonly StateMeans[],
  asked: readonly Asked[],
  variance: number,
  draws: number,
  random: Random,
): Enumerated[] {
  const histories = states[0].means.length / states[0].units;
  const contributions = asked.map(() => new Float64Array(draws));
  const excess = new Float64Array(draws);
  const logs = states.map(() => new Float64Array(histories));
  for (let draw = 0; draw < draws; draw++) {
    const own = random.integer(histories);
    states.forEach((state, i) => {
      excess[draw] += logLikelihoods(state, own, variance, random, logs[i]);
    });
    asked.forEach((one, i) => {
      contributions[i][draw] = contribution(one, logs, own);
    });
  }
  return contributions.map((values) => controlled(values, excess));
}

/** ln p(h|x) - ln p(h|own) for every history x; returns ln p(h|own) less its mean, which is known. */
function logLikelihoods(
  { means, units }: StateMeans,
  own: number,
  variance: number,
  random: Random,
  out: Float64Array,
): number {
  const deviation = Math.sqrt(variance);
  const noise = Float64Array.from({ length: units }, () => deviation * random.normal());
  const half = noise.reduce((sum, value) => sum + value * value, 0) / (2 * variance);
  const state = noise.map((value, unit) => value + means[own * units + unit]);
  for (let history = 0, at = 0; history < out.length; history++) {
    let squared = 0;
    for (let unit = 0; unit < units; unit++, at++) squared += (state[unit] - means[at]) ** 2;
    out[history] = half - squared / (2 * variance);
  }
  return units / 2 - half;
}

function contribution(asked: Asked, logs: readonly Float64Array[], own: number): number {
  if (asked.about === 'input') return -logMeanExp(logs[asked.state]);
  if (asked.about === 'states') {
    const [a, b] = [logs[asked.a], logs[asked.b]];
    return logMeanExp(a.map((value, history) => value + b[history])) - logMeanExp(a) - logMeanExp(b);
  }
  const { state, classOf } = asked;
  const ofClass = logs[state].filter((_, history) => classOf(history) === classOf(own));
  return logMeanExp(ofClass) - logMeanExp(logs[state]);
}

/** The mean, less the part that follows a variable of mean 0. */
function controlled(values: Float64Array, control: Float64Array): Enumerated {
  const [about, ofControl] = [meanAndVariance(values), meanAndVariance(control)];
  let product = 0;
  for (let i = 0; i < values.length; i++) product += (values[i] - about.mean) * (control[i] - ofControl.mean);
  const slope = product / (values.length - 1) / ofControl.variance;
  const { mean, variance } = meanAndVariance(values.map((value, i) => value - slope * control[i]));
  return { nats: mean, error: Math.sqrt(variance / values.length) };
}
