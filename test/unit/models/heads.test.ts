import { beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import { InputError } from '../../../src/base/userError';
import { headTargets } from '../../../src/data/headTargets';
import { continuousSequences } from '../../../src/data/sequences';
import { batchOf } from '../../../src/models/training/batches';
import { buildModel } from '../../../src/models/buildModel';
import { coreKernel } from '../../../src/models/kernels/typescript/coreKernel';
import type { EpochRecord } from '../../../src/models/model';
import { Network } from '../../../src/models/network/network';
import { emptyTally, type HeadLoss, headLoss, lossOf } from '../../../src/models/training/objective';
import { Parameters } from '../../../src/models/network/parameters';
import { planNetwork } from '../../../src/models/network/plan';
import { TensorEngine } from '../../../src/models/training/tensorEngine';
import { selectBackend } from '../../../src/runtime/selectBackend';
import { configOf, echo, runningMean, type LayerInput } from './support';

beforeAll(async () => {
  await selectBackend('cpu');
});

const memory = { type: 'gru', name: 'memory', units: 8 } as const;
const headFor = (target: string, more: object = {}): LayerInput => ({
  type: 'dense',
  name: `predicts${target}`,
  units: 3,
  activation: 'softmax',
  head: { target },
  ...more,
});

describe('the targets of heads', () => {
  it('of the next step is the input one step on, and nothing at the last', () => {
    const { training } = echo({ samples: 4, length: 3 });
    const next = headTargets(training, 'next')!;
    const symbols = training.inputs.symbols!;
    expect([...next.symbols!]).toEqual([0, 1, 2, 3].flatMap((i) => [symbols[3 * i + 1], symbols[3 * i + 2], -1]));
    const values = headTargets(runningMean({ samples: 2, length: 3 }).training, 'next')!.values;
    const inputs = runningMean({ samples: 2, length: 3 }).training.inputs.values;
    expect([...values]).toEqual([...inputs.subarray(2, 6), NaN, NaN, ...inputs.subarray(8, 12), NaN, NaN]);
  });

  it('of the input is the input itself, without a copy', () => {
    const { training } = echo();
    expect(headTargets(training, 'X')!.values).toBe(training.inputs.values);
    expect(headTargets(training, 'nobody')).toBeUndefined();
  });
});

describe('the loss of several heads', () => {
  const layers = configOf([
    memory,
    headFor('Y'),
    { type: 'bottleneck', name: 'z', units: 2, beta: 4, input: 'memory' },
    headFor('X', { head: { target: 'X', weight: 0.3 } }),
    headFor('next', { input: 'z', skip: ['X'] }),
  ]).model.layers;

  it('has the gradient that small changes show, code and all', () => {
    const data = echo({ samples: 6, length: 4 }).training;
    const plan = planNetwork(layers, data, true);
    const network = new Network(layers, data.inputs, plan, coreKernel);
    const heads = plan.heads.map((head): HeadLoss => ({ ...head, objective: head.kind }));
    const batch = batchOf(
      { inputs: data.inputs, targets: plan.heads.map(({ target }) => headTargets(data, target)!) },
      Int32Array.from([0, 1, 2, 3, 4, 5]),
      0,
      6,
    );
    const parameters = new Parameters(
      network.layers.flatMap((layer) => layer.weights),
      new Random(2),
    );
    const gradient = new Float32Array(parameters.values.length);
    const lossAt = (): number => {
      const tally = emptyTally(3);
      // A new engine samples the same codes.
      new TensorEngine(network, heads, new Random(5)).differentiate(
        batch,
        parameters,
        new Float32Array(gradient.length),
        tally,
        { epoch: 0, epochs: 1 },
      );
      return lossOf(heads, tally);
    };
    new TensorEngine(network, heads, new Random(5)).differentiate(batch, parameters, gradient, emptyTally(3), {
      epoch: 0,
      epochs: 1,
    });
    for (let i = 0; i < gradient.length; i += 7) {
      const at = parameters.values[i];
      parameters.values[i] = at + 1e-2;
      const up = lossAt();
      parameters.values[i] = at - 1e-2;
      const down = lossAt();
      parameters.values[i] = at;
      // Central differences in float32, of a loss of about 4 nats.
      expect(Math.abs(gradient[i] - (up - down) / 2e-2)).toBeLessThan(2e-3);
    }
  });

  it("is the weighted sum of theirs, and the code's rate over beta a step", () => {
    const losses: HeadLoss[] = [
      { objective: 'classes', weight: 2, features: 3 },
      { objective: 'gaussian', weight: 0.5, variance: 0.1, features: 2 },
    ];
    const tally = {
      heads: [
        { count: 4, total: 2, ownTotal: 0, correct: 1 },
        { count: 20, total: 3, ownTotal: 0, correct: 0 },
      ],
      penalty: 5,
      steps: 0,
    };
    const nats = 2 * 0.5 * (Math.log(2 * Math.PI * 0.1) + 0.15 / 0.1);
    expect(headLoss(losses[1], tally.heads[1])).toBeCloseTo(nats, 12);
    // No head has more than ten steps of two values.
    expect(lossOf(losses, tally)).toBeCloseTo(2 * 0.5 + 0.5 * nats + 5 / 10, 12);
    expect(
      lossOf(losses, {
        heads: [tally.heads[0], { count: 0, total: 0, ownTotal: 0, correct: 0 }],
        penalty: 0,
        steps: 0,
      }),
    ).toBeCloseTo(1, 12);
    expect(lossOf(losses, emptyTally(2))).toBeNaN();
  });
});

async function trained(layers: readonly LayerInput[], data: ReturnType<typeof echo>, training: object = {}) {
  const config = configOf(layers, { epochs: 40, batchSize: 16, learningRate: 0.02, ...training });
  const model = buildModel(config, data, coreKernel);
  const records: EpochRecord[] = [];
  await model.train(data, config.training, [], { onEpoch: (record) => records.push(record) });
  return { model, last: records.at(-1)! };
}

describe('networks with several heads', () => {
  it('predict the target and the input from one state, each head with its own record', async () => {
    const { last } = await trained([memory, headFor('Y'), headFor('X', { input: 'memory' })], echo({ samples: 96 }));
    const [y, x] = last.heads!;
    expect([y.target, x.target]).toEqual(['Y', 'X']);
    expect(y.validationAccuracy).toBeGreaterThan(0.95);
    expect(x.validationAccuracy).toBeGreaterThan(0.95);
    expect(last.validationAccuracy).toBe(y.validationAccuracy);
    expect(last.validationLoss).toBeCloseTo(y.validationLoss + x.validationLoss, 6);
  });

  it('train on data without a target: a code taken at the end brings the whole sequence back', async () => {
    const { model, last } = await trained(
      [
        { type: 'gru', name: 'encoder', units: 16 },
        { type: 'bottleneck', name: 'z', units: 6, beta: 100 },
        { type: 'repeatVector', name: 'repeat' },
        { type: 'gru', name: 'decoder', units: 16 },
        headFor('X'),
      ],
      echo({ samples: 128, length: 3, at: 'none' }),
      { epochs: 60 },
    );
    expect(last.heads![0].validationAccuracy).toBeGreaterThan(0.9);
    const data = echo({ samples: 128, length: 3, at: 'none' });
    const shown = await model.activations(data.heldOut, 10, 1);
    // Repeated codes are not shown again. The encoder returns only its last step, but shows all of them.
    expect(shown.map(({ layer, length }) => [layer, length])).toEqual([
      ['encoder', 3],
      ['z', 1],
      ['decoder', 3],
      ['predictsX', 3],
    ]);
  });

  it('report the squared error of values next to their nats', async () => {
    const data = runningMean({ samples: 96 });
    const { last } = await trained(
      [
        memory,
        { type: 'bottleneck', units: 3, beta: 50 },
        { type: 'dense', name: 'mean', units: 1, head: {} },
        { type: 'dense', name: 'again', units: 2, input: 'memory', head: { target: 'X' } },
      ],
      data,
      { epochs: 10 },
    );
    const [mean, again] = last.heads!;
    expect(mean.validationLoss).toBeCloseTo(0.5 * Math.log(2 * Math.PI * Math.E * mean.validationSquaredError!), 5);
    expect(again.validationLoss).toBeCloseTo(Math.log(2 * Math.PI) + again.validationSquaredError!, 5);
  });

  it('give one head for Y the numbers of a network that names none', async () => {
    const plain = await trained([memory, { type: 'dense', name: 'out', units: 3, activation: 'softmax' }], echo(), {
      epochs: 2,
    });
    const named = await trained(
      [memory, { type: 'dense', name: 'out', units: 3, activation: 'softmax', head: { target: 'Y' } }],
      echo(),
      { epochs: 2 },
    );
    expect(named.last).toEqual(plain.last);
    expect(named.model.weights()).toEqual(plain.model.weights());
  });
});

describe('the shapes of heads', () => {
  const place = (layers: readonly LayerInput[], data = echo()): unknown => {
    try {
      buildModel(configOf(layers), data, coreKernel);
    } catch (error) {
      if (error instanceof InputError) return error.configPath;
      throw error;
    }
    return 'built';
  };

  it('are refused on the layer that does not fit', () => {
    expect(place([memory, headFor('X', { units: 4 })])).toEqual(['model', 'layers', 1, 'units']);
    expect(place([memory, headFor('nobody')])).toEqual(['model', 'layers', 1, 'head', 'target']);
    expect(place([memory, headFor('Y')], echo({ at: 'none' }))).toEqual(['model', 'layers', 1, 'head', 'target']);
    expect(place([memory, headFor('next')], echo({ length: 1 }))).toEqual(['model', 'layers', 1, 'head', 'target']);
    expect(place([{ ...memory, input: 'predictsY' }, headFor('Y')])).toEqual(['model', 'layers', 0, 'input']);
    expect(place([{ ...memory, returnSequences: false }, headFor('X')])).toEqual(['model', 'layers', 1]);
    expect(place([{ ...memory, returnSequences: true }, { type: 'repeatVector' }, headFor('X')])).toEqual([
      'model',
      'layers',
      1,
      'type',
    ]);
    expect(place([memory, { type: 'repeatVector' }, headFor('X')])).toBe('built');
  });

  it('follow the branch: a last step for the head at the end, every step for the one that rebuilds', () => {
    const layers = configOf([
      { type: 'gru', name: 'a', units: 4 },
      { type: 'gru', name: 'b', units: 4 },
      headFor('Y'),
      { type: 'gru', name: 'c', units: 4, input: 'a' },
      headFor('X'),
    ]).model.layers;
    const { sequences, reads } = planNetwork(layers, echo({ at: 'end' }).training, true);
    expect(sequences).toEqual([true, false, false, true, true]);
    expect(reads).toEqual(['X', 'a', 'b', 'a', 'c']);
  });

  it('a further target comes from the set, by its name', async () => {
    const plain = runningMean({ samples: 48 });
    const doubled = (set: typeof plain.training) => ({
      ...set,
      furtherTargets: new Map([
        [
          'double',
          {
            ...continuousSequences(
              set.targets!.values.map((value) => 2 * value),
              48,
              5,
              1,
            ),
            at: 'every' as const,
          },
        ],
      ]),
    });
    const { last } = await trained([memory, { type: 'dense', units: 1, head: { target: 'double' } }], {
      ...plain,
      training: doubled(plain.training),
      heldOut: doubled(plain.heldOut),
    });
    expect(last.heads![0].target).toBe('double');
    // A constant prediction of 0 has four times the error 0.457.
    expect(last.validationLoss).toBeLessThan(0.6);
  });
});
