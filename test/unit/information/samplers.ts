import type { InformationEstimate } from '../../../src/information/types/estimate';
import type { InformationWarningCode } from '../../../src/information/types/warnings';
import { Random } from '../../../src/base/random';
import type { Variable } from '../../../src/information/types/variable';

export function continuous(name: string, values: ArrayLike<number>, dimensions = 1): Variable {
  return {
    name,
    kind: 'continuous',
    values: Float64Array.from(values),
    samples: values.length / dimensions,
    dimensions,
  };
}

export function discrete(name: string, values: ArrayLike<number>, dimensions = 1): Variable {
  return { ...continuous(name, values, dimensions), kind: 'discrete' };
}

export function normals(random: Random, count: number): Float64Array {
  return Float64Array.from({ length: count }, () => random.normal());
}

/** Two standard normals of correlation rho: I = -ln(1 - rho^2) / 2 nats. */
export function gaussianPair(rho: number, samples: number, seed: number): [Variable, Variable] {
  const random = new Random(seed);
  const x = normals(random, samples);
  const y = x.map((value) => rho * value + Math.sqrt(1 - rho * rho) * random.normal());
  return [continuous('X', x), continuous('Y', y)];
}

/** The codes of an estimate's warnings. */
export const codesOf = ({ warnings }: Pick<InformationEstimate, 'warnings'>): InformationWarningCode[] =>
  warnings.map(({ code }) => code);

/** `pairs` independent pairs of columns, each of correlation rho. */
export function gaussianVectors(rho: number, pairs: number, samples: number, seed: number): [Variable, Variable] {
  const random = new Random(seed);
  const x = normals(random, samples * pairs);
  const y = x.map((value) => rho * value + Math.sqrt(1 - rho * rho) * random.normal());
  return [continuous('X', x, pairs), continuous('Y', y, pairs)];
}

/** X uniform on `symbols`, Y = X with probability 1 - flip, else uniform on the others. */
export function symmetricChannel(symbols: number, flip: number, samples: number, seed: number): [Variable, Variable] {
  const random = new Random(seed);
  const x = Float64Array.from({ length: samples }, () => random.integer(symbols));
  const y = x.map((value) => (random.uniform() < flip ? (value + 1 + random.integer(symbols - 1)) % symbols : value));
  return [discrete('X', x), discrete('Y', y)];
}

export function symmetricChannelInformation(symbols: number, flip: number): number {
  const noise = flip === 0 ? 0 : -flip * Math.log(flip / (symbols - 1)) - (1 - flip) * Math.log(1 - flip);
  return Math.log(symbols) - noise;
}
