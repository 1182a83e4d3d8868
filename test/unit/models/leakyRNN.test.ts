import { beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import { linearTruth } from '../../../src/analysis/truth/linearNetwork';
import { loadDataset } from '../../../src/data/loadDataset';
import { buildModel } from '../../../src/models/buildModel';
import { coreKernel } from '../../../src/models/kernels/typescript/coreKernel';
import type { Model } from '../../../src/models/model';
import { spectralRadius } from '../../../src/models/network/spectralRadius';
import { selectBackend } from '../../../src/runtime/selectBackend';
import { configOf as configOfText } from '../../support/configs';
import { configOf, echo, type LayerInput } from './support';

const out = { type: 'dense', name: 'out', units: 3, activation: 'softmax' } as const;
const leaky = { type: 'leakyRNN', name: 'h', units: 20 } as const;

beforeAll(async () => {
  await selectBackend('cpu');
});

const built = (layer: LayerInput): Model => buildModel(configOf([layer, out]), echo(), coreKernel);
const matrixOf = (model: Model): Float32Array => model.weights()['h/recurrentKernel'].values;

describe('the spectral radius', () => {
  it('is that of a known matrix, complex eigenvalues included', () => {
    expect(spectralRadius([0, 2, -2, 0], 2)).toBeCloseTo(2, 12);
    expect(spectralRadius([3, 1, 0, -5], 2)).toBeCloseTo(5, 12);
    expect(spectralRadius([0, 1, 0, 0], 2)).toBeCloseTo(0, 6);
  });

  it('of a large matrix is that of its limit law: sqrt(n) for n by n standard normal numbers', () => {
    const n = 400;
    const random = new Random(1);
    // Ginibre 1965: the radius is sqrt(n) (1 + O(1 / sqrt(n))).
    const radius = spectralRadius(
      Float64Array.from({ length: n * n }, () => random.normal()),
      n,
    );
    expect(radius / Math.sqrt(n)).toBeGreaterThan(0.93);
    expect(radius / Math.sqrt(n)).toBeLessThan(1.1);
  });
});

describe('leakyRNN', () => {
  it('begins at a spectral radius of 1', () => {
    expect(spectralRadius(matrixOf(built(leaky)), 20)).toBeCloseTo(1, 5);
    const signed = Float32Array.from(matrixOf(built({ ...leaky, excitatory: 0.8 })), (value, at) =>
      at < 16 * 20 ? value : -value,
    );
    expect(spectralRadius(signed, 20)).toBeCloseTo(1, 5);
  });

  it('keeps absent connections absent while it trains, and draws as many as asked', async () => {
    for (const law of [{}, { excitatory: 0.8 }]) {
      const data = echo();
      const config = configOf([{ ...leaky, ...law, connectivity: 0.3 }, out], { epochs: 3 });
      const model = buildModel(config, data, coreKernel);
      const before = matrixOf(model).slice();
      await model.train(data, config.training, [], {});
      const after = matrixOf(model);
      // 400 draws: a share of .3 within four standard deviations.
      expect(Math.abs(before.filter((value) => value !== 0).length / 400 - 0.3)).toBeLessThan(0.092);
      before.forEach((value, i) => expect(after[i] === 0).toBe(value === 0));
      expect(after.some((value, i) => value !== before[i])).toBe(true);
    }
  });

  it('has a state whose variance tends to v / (1 - a / 2) without input', async () => {
    const [leak, variance] = [0.2, 0.5];
    const noise = { variance, placement: 'recurrent' } as const;
    const data = echo({ samples: 400, length: 40 });
    const layer: LayerInput = { ...leaky, leak, noise, activation: 'linear' };
    const model = buildModel(configOf([layer, out]), data, coreKernel);
    model.setWeights(
      Object.fromEntries(
        Object.entries(model.weights()).map(([name, { shape, values }]) => [
          name,
          { shape, values: values.map(() => 0) },
        ]),
      ),
    );
    const [{ values, length, units }] = await model.activations(data.heldOut, 400, 1);
    const last = values.filter((_, i) => Math.floor(i / units) % length === length - 1);
    const mean = last.reduce((sum, value) => sum + value * value, 0) / last.length;
    // 8000 independent squares: a relative standard error of sqrt(2 / 8000) = 1.6 %.
    expect(Math.abs(mean / (variance / (1 - leak / 2)) - 1)).toBeLessThan(0.065);
  });

  it('of linear rates on white input holds what linear theory says', async () => {
    const config = configOfText(
      JSON.stringify({
        data: { task: 'gaussianNoise', length: 4, samples: 64 },
        model: {
          layers: [
            { type: 'leakyRNN', name: 'h', units: 1, leak: 0.5, activation: 'linear', noise: { variance: 0.3 } },
            { type: 'dense', name: 'out', units: 1 },
          ],
        },
        training: { epochs: 0 },
        analysis: { samples: 64 },
      }),
    );
    const dataset = await loadDataset(config.data, { seed: 1, configFolder: '/' });
    const model = buildModel(config, dataset, coreKernel);
    const weights = model.weights();
    const one = (value: number) => ({ shape: [1, 1], values: Float32Array.of(value) });
    const truth = linearTruth(config, { ...weights, 'h/kernel': one(2), 'h/recurrentKernel': one(-0.4) });
    // s' = .5 s + .5 (-.4 s + 2 x) + n, var n = 2 * .5 * .3: signal and noise decay alike, so that their ratio is 1/.3.
    for (const line of truth.filter(({ quantity }) => quantity === 'inputInformation'))
      expect(line.nats).toBeCloseTo(0.5 * Math.log1p(1 / 0.3), 6);
    expect(truth.some(({ quantity }) => quantity === 'inputInformation')).toBe(true);
  });
});
