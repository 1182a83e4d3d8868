import { expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import { runEstimationJob } from '../../../src/information/runJob';
import type { Variable } from '../../../src/information/types/variable';

const samples = 600;
const variable = (name: string, dimensions: number, at: (i: number, j: number) => number): Variable => ({
  name,
  kind: 'continuous',
  values: Float64Array.from({ length: samples * dimensions }, (_, k) => at(Math.floor(k / dimensions), k % dimensions)),
  samples,
  dimensions,
});

it('among many pairs, clusters do not pass for a Gaussian copula, and what was not looked at is said', async () => {
  const random = new Random(3);
  const clusters = Int32Array.from({ length: samples }, () => random.integer(8));
  const centres = Float64Array.from({ length: 2 * 8 * 8 }, () => random.normal());
  const clustered = (side: number) =>
    variable(`c${side}`, 8, (i, j) => centres[(side * 8 + clusters[i]) * 8 + j] + 0.02 * random.normal());
  const shared = Float64Array.from({ length: samples }, () => random.normal());
  const gaussian = (name: string) => variable(name, 4, (i, j) => (j === 0 ? shared[i] : 0) + random.normal());
  const [ofClusters, ofNormal] = await runEstimationJob({
    variables: [clustered(0), clustered(1), gaussian('x'), gaussian('y')],
    pairs: [
      { x: 0, y: 1 },
      { x: 2, y: 3 },
    ],
    options: { estimator: 'auto', seed: 1 },
  });
  if ('error' in ofClusters || 'error' in ofNormal) throw new Error('No estimate.');
  // Eight clusters share ln 8 = 2.08 nats at most; the copula itself reads several times that.
  const [contradicted] = ofClusters.warnings.filter(({ code }) => code === 'copulaContradicted');
  const [copula] = contradicted.args;
  expect(typeof copula === 'object' ? copula.nats : NaN).toBeGreaterThan(3);
  expect(ofClusters.nats).toBeLessThan(1.2 * Math.log(8));
  // -ln(1 - 1/4)/2 = .144 nats; six standard errors of 600 samples.
  expect(Math.abs(ofNormal.nats - 0.144)).toBeLessThan(0.15);
  expect(ofNormal.warnings.map(({ code }) => code)).toContain('quickLook');
});
