import { describe, expect, it } from 'vitest';
import { Random } from '../../../../src/base/random';
import { copulaCheck } from '../../../../src/information/estimators/auto/copulaCheck';
import { gaussianInformation } from '../../../../src/information/estimators/copula/gaussianInformation';
import { gaussianPart } from '../../../../src/information/estimators/copula/gaussianPart';
import { normalScores } from '../../../../src/information/estimators/copula/normalScores';
import { judge } from '../../../../src/information/estimators/critics/judge';
import { mixtureCritic } from '../../../../src/information/estimators/critics/mixture/mixtureCritic';
import { mixtureCritics } from '../../../../src/information/estimators/critics/mixture/mixtureCritics';
import { fitMixture } from '../../../../src/information/estimators/critics/mixture/normalMixture';
import { principalColumns } from '../../../../src/information/estimators/critics/principal';
import { mutualInformation } from '../../../../src/information/mutualInformation';
import { Breather } from '../../../../src/information/numerics/breather';
import type { Variable } from '../../../../src/information/types/variable';
import { clusters } from '../../../accuracy/unknown/normalMixtures';
import { independent, normalPairs } from '../../../accuracy/unknown/shapes';

const rowsOf = (count: number): Int32Array => Int32Array.from({ length: count }, (_, i) => i);

describe('a mixture of normal parts', () => {
  it('of one part is the normal density of its rows: T is that of their covariance', async () => {
    const random = new Random(2);
    const samples = 500;
    const values = new Float64Array(2 * samples);
    for (let i = 0; i < samples; i++) {
      values[2 * i] = random.normal();
      values[2 * i + 1] = 0.7 * values[2 * i] + random.normal();
    }
    const mixture = await fitMixture({ values, dimensions: 2 }, rowsOf(samples), 1, random, new Breather());
    const x = values.filter((_, at) => at % 2 === 0);
    const y = values.filter((_, at) => at % 2 === 1);
    const critic = mixtureCritic(mixture, { samples, x, y, dimX: 1, dimY: 1 });
    const scores = critic.scores(rowsOf(samples));
    let mean = 0;
    for (let i = 0; i < samples; i++) mean += scores[i * (samples + 1)] / samples;
    // The mean of the log ratio over the fitted rows is -ln(1 - r^2)/2 of their correlation, but for the floor of 1e-4.
    const information = gaussianInformation(gaussianPart(x, samples, 1), gaussianPart(y, samples, 1)).nats;
    expect(mean).toBeCloseTo(information, 2);
  });

  it('finds parts that are apart', async () => {
    const random = new Random(3);
    const values = Float64Array.from({ length: 800 }, (_, at) => 10 * (Math.floor(at / 2) % 4) + random.normal());
    const { means } = await fitMixture({ values, dimensions: 2 }, rowsOf(400), 4, random, new Breather());
    const found = [0, 1, 2, 3].map((k) => means[2 * k]).sort((a, b) => a - b);
    // A mean of 100 rows has a standard error of .1.
    found.forEach((mean, k) => expect(Math.abs(mean - 10 * k)).toBeLessThan(0.4));
  });
});

describe('principal columns', () => {
  it('hold the variance of few directions', () => {
    const random = new Random(5);
    const samples = 300;
    const columns = new Float64Array(samples * 20);
    for (let i = 0; i < samples; i++) {
      const [a, b] = [3 * random.normal(), random.normal()];
      for (let j = 0; j < 20; j++) columns[i * 20 + j] = a * Math.cos(j) + b * Math.sin(2 * j);
    }
    const { width, share } = principalColumns(columns, samples, 20, 8);
    expect(width).toBe(2);
    expect(share).toBeCloseTo(1, 6);
  });
});

describe('the check of a Gaussian copula', () => {
  const check = (x: Variable, y: Variable) => {
    const part = ({ values, samples, dimensions }: Variable) =>
      gaussianPart(normalScores(values, samples, dimensions), samples, dimensions);
    const [left, right] = [part(x), part(y)];
    const { nats } = gaussianInformation(left, right);
    return { nats, ...copulaCheck(left, right, nats) };
  };

  it('contradicts it where rows are clusters, by what it reads too much', () => {
    const task = clusters(8, 16, 0.2, 3);
    const { x, y } = task.sample(1500, 7);
    const { nats, excess, contradicted } = check(x, y);
    expect(nats).toBeGreaterThan(task.nats + 1);
    expect(contradicted).toBe(true);
    expect(nats - excess).toBeLessThan(task.nats);
  });

  it.each([normalPairs(5, 3, 0.7), normalPairs(32, 32, 0.3), independent(20, 20)])(
    'leaves it where columns are jointly normal: $name',
    (task) => {
      const { x, y } = task.sample(1000, 2);
      expect(check(x, y).contradicted).toBe(false);
    },
  );
});

describe('gaussianMixture', () => {
  it('reads what clusters share, with a certified lower end', async () => {
    const task = clusters(4, 2, 0.5, 5);
    const { x, y } = task.sample(1500, 7);
    const { nats, low, high, assumes } = await mutualInformation(x, y, { estimator: 'gaussianMixture', seed: 1 });
    expect(low).toBeLessThan(task.nats);
    expect(low).toBeGreaterThan(0.8 * task.nats);
    expect(high).toBeGreaterThan(task.nats);
    // Three standard errors of the mean log ratio at N = 1500.
    expect(Math.abs(nats - task.nats)).toBeLessThan(0.07);
    expect(assumes).toBe('gaussianMixture');
  });

  it(
    'needs independent rows: copies on both sides of a fold lift the lower end, so a look at the data ' +
      'takes them out',
    async () => {
      // The theorem asks for held-out rows that are independent of the fitted ones. 120 rows of independent columns,
      // ten times each, are told apart by a mixture of many parts that was fitted to their copies.
      const { x, y } = independent(2, 2).sample(120, 1);
      const copied = (of: Variable): Variable => ({
        ...of,
        samples: 1200,
        values: Float64Array.from({ length: 1200 * 2 }, (_, at) => of.values[at % (120 * 2)]),
      });
      const [a, b] = [copied(x), copied(y)];
      const points = { samples: 1200, x: a.values, y: b.values, dimX: 2, dimY: 2 };
      const random = new Random(1);
      const order = random.permutation(1200);
      const critics = mixtureCritics({ narrow: points }, random);
      expect((await judge(critics, order, random, new Breather())).low).toBeGreaterThan(0.1);
      const { low } = await mutualInformation(a, b, { estimator: 'auto', seed: 1 });
      expect(low).toBe(0);
    },
  );
});
