import { beforeAll, describe, expect, it } from 'vitest';
import type { LayerActivations } from '../../../src/models/activations';
import { buildModel } from '../../../src/models/buildModel';
import { coreKernel } from '../../../src/models/kernels/typescript/coreKernel';
import { selectBackend } from '../../../src/runtime/selectBackend';
import { configOf, echo, runningMean } from './support';

beforeAll(async () => {
  await selectBackend('cpu');
});

const out = { type: 'dense', name: 'out', units: 3, activation: 'softmax' } as const;

/** The variance of all values - means. */
function noiseVariance({ values, conditional }: LayerActivations): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] - conditional!.means[i]) ** 2;
  return sum / values.length;
}

describe('activations', () => {
  it('show every layer but dropout, all steps, whatever is handed on', async () => {
    const data = echo({ at: 'end', length: 6 });
    const model = buildModel(
      configOf([{ type: 'gru', name: 'a', units: 2 }, { type: 'dropout' }, { type: 'lstm', name: 'b', units: 5 }, out]),
      data,
      coreKernel,
    );
    const shown = await model.activations(data.heldOut, 10, 1);
    expect(
      shown.map(({ layer, samples, length, units, recurrent, stochastic }) => [
        layer,
        samples,
        length,
        units,
        recurrent,
        stochastic,
      ]),
    ).toEqual([
      ['a', 10, 6, 2, true, false],
      ['b', 10, 6, 5, true, false],
      ['out', 10, 1, 3, false, false],
    ]);
    for (const { values, samples, length, units } of shown) expect(values).toHaveLength(samples * length * units);
    const head = shown[2].values;
    expect(head[0] + head[1] + head[2]).toBeCloseTo(1, 5);
  });

  it('of both directions end with the state that is handed on: the last of one, the first of the other', async () => {
    const data = echo({ at: 'end', length: 6 });
    const both = { type: 'bidirectional', name: 'both', layer: { type: 'gru', units: 2 } } as const;
    const model = buildModel(configOf([both, out]), data, coreKernel);
    const [shown, head] = await model.activations(data.heldOut, 10, 1);
    const { 'out/kernel': kernel, 'out/bias': bias } = model.weights();
    expect([shown.length, shown.units, head.length]).toEqual([6, 4, 1]);
    for (let i = 0; i < 10; i++) {
      const last = shown.values.subarray((6 * i + 5) * 4, (6 * i + 6) * 4);
      const scores = [0, 1, 2].map((k) =>
        last.reduce((sum, value, j) => sum + value * kernel.values[3 * j + k], bias.values[k]),
      );
      const total = scores.reduce((sum, score) => sum + Math.exp(score), 0);
      scores.forEach((score, k) => expect(head.values[3 * i + k]).toBeCloseTo(Math.exp(score) / total, 5));
    }
  });

  it('at the last step alone are the same, means where a layer adds noise', async () => {
    const data = echo({ samples: 20 });
    const model = buildModel(
      configOf([
        { type: 'embedding', name: 'e', units: 4 },
        { type: 'bidirectional', name: 'b', mergeMode: 'concat', layer: { type: 'gru', units: 3 } },
        { type: 'dropout', rate: 0.5 },
        { type: 'lstm', name: 'noisy', units: 2, noise: { variance: 0.1 } },
        out,
      ]),
      data,
      coreKernel,
    );
    const shown = await model.activations(data.heldOut, 20, 1);
    const last = await model.lastStates(data.heldOut.inputs, 1);
    expect([...last.keys()]).toEqual(['e', 'b', 'noisy', 'out']);
    for (const { layer, units, length, values, conditional } of shown) {
      if (layer === 'out') continue;
      const all = conditional?.means ?? values;
      const rows = Array.from({ length: 20 }, (_, i) => [
        ...all.slice(((i + 1) * length - 1) * units, (i + 1) * length * units),
      ]);
      expect([...last.get(layer)!]).toEqual(rows.flat());
    }
  });

  it('are the recurrence that the weights say, in the order of the samples', async () => {
    const data = runningMean({ samples: 3, length: 4 });
    const model = buildModel(
      configOf([{ type: 'simpleRNN', name: 'h', units: 1, activation: 'linear' }], { epochs: 0 }),
      data,
      coreKernel,
    );
    model.setWeights({
      'h/kernel': { shape: [2, 1], values: Float32Array.of(1, -2) },
      'h/recurrentKernel': { shape: [1, 1], values: Float32Array.of(0.9) },
      'h/bias': { shape: [1], values: Float32Array.of(0.1) },
    });
    const [{ values }] = await model.activations(data.heldOut, 3, 1);
    const x = data.heldOut.inputs.values;
    for (let i = 0; i < 3; i++) {
      let h = 0;
      for (let t = 0; t < 4; t++) {
        h = 0.9 * h + x[(i * 4 + t) * 2] - 2 * x[(i * 4 + t) * 2 + 1] + 0.1;
        expect(values[i * 4 + t]).toBeCloseTo(h, 4);
      }
    }
  });

  it.each([
    [{ type: 'lstm', name: 'h', units: 4, noise: { variance: 0.05 } }, 0.05],
    [
      {
        type: 'bidirectional',
        name: 'h',
        mergeMode: 'concat',
        layer: { type: 'gru', units: 3, noise: { variance: 0.05 } },
      },
      0.05,
    ],
    [
      {
        type: 'bidirectional',
        name: 'h',
        mergeMode: 'sum',
        layer: { type: 'gru', units: 3, noise: { variance: 0.05 } },
      },
      0.1,
    ],
    [
      {
        type: 'bidirectional',
        name: 'h',
        mergeMode: 'ave',
        layer: { type: 'gru', units: 3, noise: { variance: 0.05 } },
      },
      0.025,
    ],
  ] as const)('state the read-out noise that they carry (%#)', async (layer, variance) => {
    const data = echo({ samples: 512, length: 4 });
    const [shown] = await buildModel(configOf([layer, out]), data, coreKernel).activations(data.heldOut, 512, 7);
    expect(shown.stochastic).toBe(true);
    expect(shown.conditional!.variances[0]).toBeCloseTo(variance, 6);
    // The mean of at least 6144 squares of normal numbers is within 8 % of the variance at four standard errors.
    expect(noiseVariance(shown) / variance).toBeGreaterThan(0.92);
    expect(noiseVariance(shown) / variance).toBeLessThan(1.08);
  });

  it('state the code that a bottleneck draws, unless a layer below draws too', async () => {
    const data = echo({ samples: 256 });
    const z = { type: 'bottleneck', name: 'z', units: 2 } as const;
    const codes = async (noise?: { variance: number }) =>
      (
        await buildModel(
          configOf([{ type: 'gru', units: 4, ...(noise && { noise }) }, z, out]),
          data,
          coreKernel,
        ).activations(data.heldOut, 256, 1)
      )[1];
    const { values, conditional } = await codes();
    expect(conditional!.variances).toHaveLength(values.length);
    let squares = 0;
    for (let i = 0; i < values.length; i++)
      squares += (values[i] - conditional!.means[i]) ** 2 / conditional!.variances[i];
    // 2560 squares of standard normal numbers: 11 % is four standard errors.
    expect(Math.abs(squares / values.length - 1)).toBeLessThan(0.112);
    expect((await codes({ variance: 0.1 })).conditional).toBeUndefined();
  });

  it('draw by the seed: the same, and others', async () => {
    const data = echo();
    const model = buildModel(
      configOf([{ type: 'lstm', units: 4, noise: { variance: 1, placement: 'recurrent' } }, out]),
      data,
      coreKernel,
    );
    const first = await model.activations(data.heldOut, 20, 5);
    expect(first[0].conditional).toBeUndefined();
    expect(await model.activations(data.heldOut, 20, 5)).toEqual(first);
    expect(await model.activations(data.heldOut, 20, 6)).not.toEqual(first);
  });

  it.each(['simpleRNN', 'lstm', 'gru'] as const)('of %s remember noise placed inside the recurrence', async (type) => {
    const data = echo({ samples: 2000, length: 3 });
    const shown = async (placement: 'recurrent' | 'readout') => {
      const config = configOf([{ type, name: 'h', units: 1, noise: { variance: 0.5, placement } }], { epochs: 0 });
      const model = buildModel(config, data, coreKernel);
      const weights = model.weights();
      // No input; a state is carried on unchanged, except for the cell's activation.
      model.setWeights(
        Object.fromEntries(
          Object.entries(weights).map(([name, { shape, values }]) => [
            name,
            { shape, values: values.map(() => (name.endsWith('recurrentKernel') ? 1 : 0)) },
          ]),
        ),
      );
      return (await model.activations(data.heldOut, 2000, 1))[0].values;
    };
    const correlation = (values: Float32Array): number => {
      let product = 0,
        first = 0,
        second = 0;
      for (let i = 0; i < values.length; i += 3) {
        product += values[i + 1] * values[i + 2];
        first += values[i + 1] ** 2;
        second += values[i + 2] ** 2;
      }
      return product / Math.sqrt(first * second);
    };
    // The correlation of independent states of 2000 sequences has a standard error of .022; remembered ones exceed it
    // by far.
    expect(Math.abs(correlation(await shown('readout')))).toBeLessThan(0.1);
    expect(correlation(await shown('recurrent'))).toBeGreaterThan(0.13);
  });
});
