import { beforeAll, describe, expect, it } from 'vitest';
import { linearTruth } from '../../../src/analysis/truth/linearNetwork';
import { Random } from '../../../src/base/random';
import { loadDataset } from '../../../src/data/loadDataset';
import { buildModel } from '../../../src/models/buildModel';
import { coreKernel } from '../../../src/models/kernels/typescript/coreKernel';
import { spectralRadius } from '../../../src/models/network/spectralRadius';
import { RidgeSums } from '../../../src/models/training/ridge';
import { selectBackend } from '../../../src/runtime/selectBackend';
import { configOf as configOfText } from '../../support/configs';
import { configOf, echo, runningMean, type LayerInput } from './support';

const reservoir = { type: 'echoState', name: 'h', units: 12, leak: 0.5, biasScale: 0.3 } as const;
const ridge = 0.7;
const readout = { type: 'dense', name: 'out', units: 1, ridge } as const;

beforeAll(async () => {
  await selectBackend('cpu');
});

/** Slopes of |Y - X W - b|^2 + penalty |W|^2, one output, in W and b: zero at its minimum. */
function slopesOf(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  kernel: ArrayLike<number>,
  bias: number,
  penalty: number,
): number[] {
  const inputs = kernel.length;
  const slopes = Array.from(kernel, (weight) => 2 * penalty * weight);
  let ofBias = 0;
  for (let row = 0; row < y.length; row++) {
    if (Number.isNaN(y[row])) continue;
    let error = bias - y[row];
    for (let i = 0; i < inputs; i++) error += x[row * inputs + i] * kernel[i];
    for (let i = 0; i < inputs; i++) slopes[i] += 2 * error * x[row * inputs + i];
    ofBias += 2 * error;
  }
  return [...slopes, ofBias];
}

describe('ridge regression', () => {
  const random = new Random(3);
  const x = Float32Array.from({ length: 40 * 3 }, () => 2 + random.normal());
  const y = Float32Array.from({ length: 40 }, (_, i) => (i % 7 === 0 ? NaN : random.normal() + x[3 * i]));
  const solve = (penalty: number, withBias: boolean): { kernel: Float64Array; bias: Float64Array } => {
    const sums = new RidgeSums(3, 1);
    sums.add(x.subarray(0, 60), y.subarray(0, 20));
    sums.add(x.subarray(60), y.subarray(20));
    return sums.solve(penalty, withBias)!;
  };

  it.each([1e-6, 2])('is at the minimum, with the penalty %d', (penalty) => {
    const { kernel, bias } = solve(penalty, true);
    for (const slope of slopesOf(x, y, kernel, bias[0], penalty)) expect(slope).toBeCloseTo(0, 8);
  });

  it('has no bias where there is none', () => {
    const { kernel, bias } = solve(0.5, false);
    expect([...bias]).toEqual([0]);
    for (const slope of slopesOf(x, y, kernel, 0, 0.5).slice(0, 3)) expect(slope).toBeCloseTo(0, 8);
  });

  it('says that nothing was given', () => {
    expect(new RidgeSums(2, 1).solve(1, true)).toBeUndefined();
  });
});

describe('an echo state network', () => {
  it('has the spectral radius and the share of connections that were asked for', () => {
    const layer: LayerInput = { ...reservoir, units: 20, spectralRadius: 1.3, connectivity: 0.4 };
    const { values } = buildModel(configOf([layer, readout]), runningMean(), coreKernel).weights()['h/recurrentKernel'];
    expect(spectralRadius(values, 20)).toBeCloseTo(1.3, 5);
    // 400 draws: a share of .4 within four standard deviations.
    expect(Math.abs(values.filter((value) => value !== 0).length / 400 - 0.4)).toBeLessThan(0.098);
  });

  it.each(['every', 'end'] as const)('is read out by ridge regression, targets at %s', async (at) => {
    const data = runningMean({ samples: 30, at }, at === 'every' ? 0.2 : 0);
    const config = configOf([reservoir, readout], { epochs: 2, batchSize: 8 });
    const model = buildModel(config, data, coreKernel);
    const before = model.weights();
    const losses: number[] = [];
    await model.train(data, config.training, [], { onEpoch: ({ loss }) => losses.push(loss) });
    const after = model.weights();
    for (const name of ['h/kernel', 'h/recurrentKernel', 'h/bias'])
      expect([...after[name].values]).toEqual([...before[name].values]);
    const [{ values, length, units }] = await model.activations(data.training, 30, 1);
    const states = at === 'every' ? values : values.filter((_, i) => Math.floor(i / units) % length === length - 1);
    const targets = data.training.targets!.values;
    const [kernel, bias] = [after['out/kernel'].values, after['out/bias'].values];
    // Float32 weights and states: slopes that would be of order 10 are below 1e-3.
    for (const slope of slopesOf(states, targets, kernel, bias[0], ridge)) expect(Math.abs(slope)).toBeLessThan(1e-3);
    expect(losses[1]).toBeCloseTo(losses[0], 6);
  });

  it('stays as it is where a head of classes is trained', async () => {
    const data = echo();
    const out = { type: 'dense', name: 'out', units: 3, activation: 'softmax' } as const;
    const config = configOf([reservoir, out], { epochs: 3 });
    const model = buildModel(config, data, coreKernel);
    const before = model.weights();
    await model.train(data, config.training, [], {});
    const after = model.weights();
    for (const name of ['h/kernel', 'h/recurrentKernel', 'h/bias'])
      expect([...after[name].values]).toEqual([...before[name].values]);
    expect([...after['out/kernel'].values]).not.toEqual([...before['out/kernel'].values]);
  });

  it('takes no ridge where something below is trained, or where classes are predicted', () => {
    const build = (...layers: LayerInput[]) => buildModel(configOf(layers), runningMean(), coreKernel);
    expect(() => build({ type: 'gru', name: 'h', units: 4 }, readout)).toThrow(/"h" below it is trained/);
    expect(() => build(reservoir, { type: 'dense', name: 'between', units: 4 }, readout)).toThrow(
      /"between" below it is trained/,
    );
    expect(() => build(reservoir, { ...readout, activation: 'tanh' })).toThrow(/a linear layer predicts values/);
    expect(() => build(reservoir, { ...readout, name: 'first' }, { ...readout, name: 'out' })).toThrow(
      /a linear layer predicts values/,
    );
  });

  it('that is linear holds what linear theory says of white input', async () => {
    const config = configOfText(
      JSON.stringify({
        data: { task: 'gaussianNoise', length: 4, samples: 64 },
        model: {
          layers: [
            {
              type: 'echoState',
              name: 'h',
              units: 1,
              leak: 0.5,
              activation: 'linear',
              noise: { variance: 0.3, placement: 'recurrent' },
            },
            { type: 'dense', name: 'out', units: 1 },
          ],
        },
        training: { epochs: 0 },
        analysis: { samples: 64 },
      }),
    );
    const dataset = await loadDataset(config.data, { seed: 1, configFolder: '/' });
    const weights = buildModel(config, dataset, coreKernel).weights();
    const one = (value: number) => ({ shape: [1, 1], values: Float32Array.of(value) });
    const truth = linearTruth(config, { ...weights, 'h/kernel': one(2), 'h/recurrentKernel': one(-0.4) });
    // h' = .5 h + .5 (-.4 h + 2 x) + n, var n = .3: signal and noise decay alike, so that their ratio is 1/.3.
    const lines = truth.filter(({ quantity }) => quantity === 'inputInformation');
    expect(lines).toHaveLength(4);
    for (const line of lines) expect(line.nats).toBeCloseTo(0.5 * Math.log1p(1 / 0.3), 6);
  });
});
