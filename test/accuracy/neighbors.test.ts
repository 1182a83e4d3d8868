import { describe, expect, it } from 'vitest';
import { Random } from '../../src/base/random';
import type { EstimatorName } from '../../src/information/types/estimate';
import { createNeighborWorkspace } from '../../src/information/estimators/neighbors';
import type { Variable } from '../../src/information/types/variable';

const samples = 4000;
const seeds = [1, 2, 3];

function variable(name: string, kind: Variable['kind'], values: number[], dimensions = 1): Variable {
  return { name, kind, samples: values.length / dimensions, dimensions, values: Float64Array.from(values) };
}

/** The mean over seeds of the estimate on fresh samples. */
async function average(
  estimator: EstimatorName,
  draw: (random: Random) => [Variable, Variable],
  neighbors?: number,
): Promise<number> {
  let sum = 0;
  for (const seed of seeds)
    sum += (await createNeighborWorkspace(draw(new Random(seed))).estimate(0, 1, { estimator, seed, neighbors })).nats;
  return sum / seeds.length;
}

/*
 * A sample's contribution spreads by about one nat, so a mean over three times 4000 samples has a standard error near
 * .01; .035 leaves room for that three times over and for the estimators' own bias at this size (under .005 in these
 * dimensions).
 */
const tolerance = 0.035;

describe('neighbour estimators against closed forms', () => {
  const gaussian =
    (rho: number) =>
    (random: Random): [Variable, Variable] => {
      const x = Array.from({ length: samples }, () => random.normal());
      return [
        variable('x', 'continuous', x),
        variable(
          'y',
          'continuous',
          x.map((v) => rho * v + Math.sqrt(1 - rho * rho) * random.normal()),
        ),
      ];
    };

  it.each(['ksg1', 'ksg2', 'lnc', 'mixedKsg'] as const)(
    '%s: a bivariate Gaussian has -ln(1 - rho^2)/2',
    async (estimator) => {
      for (const rho of [0, 0.6, 0.9])
        expect(Math.abs((await average(estimator, gaussian(rho))) + Math.log(1 - rho * rho) / 2)).toBeLessThan(
          tolerance,
        );
    },
  );

  it.each(['ross', 'mixedKsg'] as const)(
    '%s: Y ~ Bernoulli(1/2), X given Y ~ N(2Y, 1) share .336830820 nats',
    async (estimator) => {
      const found = await average(estimator, (random) => {
        const y = Array.from({ length: samples }, () => random.integer(2));
        return [
          variable(
            'x',
            'continuous',
            y.map((symbol) => 2 * symbol + random.normal()),
          ),
          variable('y', 'discrete', y),
        ];
      });
      expect(Math.abs(found - 0.33683082)).toBeLessThan(tolerance);
    },
  );

  it.each(['ross', 'mixedKsg'] as const)(
    '%s: Y uniform on m symbols, X ~ U[Y, Y + 2] share ln m - (m - 1)/m ln 2',
    async (estimator) => {
      const symbols = 5;
      const found = await average(estimator, (random) => {
        const y = Array.from({ length: samples }, () => random.integer(symbols));
        return [
          variable(
            'x',
            'continuous',
            y.map((symbol) => symbol + 2 * random.uniform()),
          ),
          variable('y', 'discrete', y),
        ];
      });
      expect(Math.abs(found - (Math.log(symbols) - ((symbols - 1) / symbols) * Math.LN2))).toBeLessThan(tolerance);
    },
  );

  it('mixed KSG: half atoms, half a continuous relation', async () => {
    // With probability 1/2 a pair of equal fair bits (at 5 and 6), otherwise a Gaussian pair cut off from them: I = ln
    // 2 + (ln 2 + I_gauss) / 2.
    const rho = 0.8;
    const found = await average('mixedKsg', (random) => {
      const pairs = Array.from({ length: samples }, () => {
        const bit = 20 + random.integer(2);
        if (random.uniform() < 0.5) return [bit, bit];
        const x = random.normal();
        return [x, rho * x + 0.6 * random.normal()];
      });
      return [
        variable(
          'x',
          'continuous',
          pairs.map(([x]) => x),
        ),
        variable(
          'y',
          'continuous',
          pairs.map(([, y]) => y),
        ),
      ];
    });
    expect(Math.abs(found - (Math.LN2 + (Math.LN2 - Math.log(1 - rho * rho) / 2) / 2))).toBeLessThan(tolerance);
  });

  it(
    'conditional: X and Y that share nothing but Z have none left given Z; a chain keeps what Z does not ' + 'explain',
    async () => {
      const random = new Random(9);
      const z = Array.from({ length: samples }, () => random.normal());
      const x = z.map((v) => v + random.normal());
      const common = z.map((v) => v + random.normal());
      const chained = x.map((v) => v + random.normal());
      const workspace = createNeighborWorkspace([
        variable('x', 'continuous', x),
        variable('common', 'continuous', common),
        variable('chained', 'continuous', chained),
        variable('z', 'continuous', z),
      ]);
      // One draw of 4000: standard error .02. Frenzel and Pompe's estimate is biased towards zero by about as much in
      // three dimensions.
      expect(Math.abs((await workspace.estimateConditional(0, 1, 3, { estimator: 'ksg1' })).nats)).toBeLessThan(0.06);
      // Given Z, X has variance 1 and the chained variable adds 1: ln(2)/2.
      expect(
        Math.abs((await workspace.estimateConditional(0, 2, 3, { estimator: 'ksg1' })).nats - Math.LN2 / 2),
      ).toBeLessThan(0.06);
    },
  );

  it('entropy of a scaled Gaussian in one and three dimensions, both norms', async () => {
    const random = new Random(4);
    for (const dimensions of [1, 3]) {
      const scales = [0.01, 1, 50].slice(0, dimensions);
      const values = Array.from({ length: samples }, () => scales.map((scale) => scale * random.normal())).flat();
      const truth = scales.reduce((sum, scale) => sum + Math.log(scale) + Math.log(2 * Math.PI * Math.E) / 2, 0);
      for (const metric of ['max', 'euclidean'] as const) {
        const found = await createNeighborWorkspace([variable('x', 'continuous', values, dimensions)]).entropy(0, {
          estimator: 'ksg1',
          metric,
        });
        // Standard deviation of one contribution: under 1.5 nats, so .024 for the mean; bias at 4000 in three
        // dimensions: about .02.
        expect(Math.abs(found.nats - truth)).toBeLessThan(0.08);
      }
    }
  });
});
