import type { AccuracyTask } from './accuracyTask';
import { continuous, discrete, sampler } from './sampler';

/** A fair bit of values 0 and 2 observed through unit Gaussian noise: .336830820 nats by quadrature. */
const noisyBit: AccuracyTask = {
  name: 'noisy-bit-2',
  group: 'mixed',
  gaussianCopula: false,
  nats: 0.33683082,
  sample: sampler('noisy-bit-2', continuous(1), discrete(1), (random, x, y) => {
    y[0] = random.integer(2);
    x[0] = 2 * y[0] + random.normal();
  }),
};

/**
 * Y uniform on the symbols 0 ... m-1 and X given Y uniform on [Y, Y + 2]: ln m - (m - 1) / m ln 2 (Gao et al. 2017).
 */
function overlappingUniforms(symbols: number): AccuracyTask {
  const name = `overlapping-uniforms-${symbols}`;
  return {
    name,
    group: 'mixed',
    gaussianCopula: false,
    nats: Math.log(symbols) - ((symbols - 1) / symbols) * Math.LN2,
    sample: sampler(name, continuous(1), discrete(1), (random, x, y) => {
      y[0] = random.integer(symbols);
      x[0] = y[0] + 2 * random.uniform();
    }),
  };
}

/**
 * X exponential of mean 1 and Y Poisson of mean X: 2 ln 2 - gamma - the sum of ln(k) 2^-k, in nats (after Gao et al.
 * 2017).
 */
const poissonOfExponential: AccuracyTask = {
  name: 'poisson-of-exponential',
  group: 'mixed',
  gaussianCopula: false,
  nats: 2 * Math.LN2 - 0.5772156649015329 - logSeries(),
  sample: sampler('poisson-of-exponential', continuous(1), discrete(1), (random, x, y) => {
    x[0] = -Math.log(1 - random.uniform());
    // Knuth's product of uniforms, which is quick since the mean is small.
    let product = random.uniform();
    while (product > Math.exp(-x[0])) {
      product *= random.uniform();
      y[0] += 1;
    }
  }),
};

function logSeries(): number {
  let sum = 0;
  for (let k = 2; k < 80; k++) sum += Math.log(k) * 2 ** -k;
  return sum;
}

/**
 * With probability 1/2 a normal pair of correlation .9, otherwise two signs that agree with probability .9, so that
 * both variables are half atoms and half density (Gao et al. 2017). Either variable shows which half a sample is from:
 * ln 2 + (normal part + sign part) / 2.
 */
const halfAtoms: AccuracyTask = {
  name: 'half-atoms',
  group: 'mixed',
  gaussianCopula: false,
  nats: Math.LN2 + (-Math.log(1 - 0.81) / 2 + Math.LN2 + 0.1 * Math.log(0.1) + 0.9 * Math.log(0.9)) / 2,
  sample: sampler('half-atoms', continuous(1), continuous(1), (random, x, y) => {
    if (random.uniform() < 0.5) {
      x[0] = random.normal();
      y[0] = 0.9 * x[0] + Math.sqrt(0.19) * random.normal();
    } else {
      x[0] = random.integer(2) === 0 ? -1 : 1;
      y[0] = random.uniform() < 0.9 ? x[0] : -x[0];
    }
  }),
};

export const mixedTasks: readonly AccuracyTask[] = [noisyBit, overlappingUniforms(5), poissonOfExponential, halfAtoms];
