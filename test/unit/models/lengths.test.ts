import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import type { SequenceSet } from '../../../src/data/dataset';
import { headTargets } from '../../../src/data/headTargets';
import { atOwnEnd } from '../../../src/data/realSteps';
import { continuousSequences, discreteSequences } from '../../../src/data/sequences';
import { coreKernel } from '../../../src/models/kernels/typescript/coreKernel';
import { createWasmKernel, type WasmKernel } from '../../../src/models/kernels/wasm';
import { Network } from '../../../src/models/network/network';
import { Parameters } from '../../../src/models/network/parameters';
import { planNetwork } from '../../../src/models/network/plan';
import { showActivations } from '../../../src/models/network/showActivations';
import { stackOf } from '../../../src/models/network/stack';
import { batchOf } from '../../../src/models/training/batches';
import { emptyTally, type HeadLoss, lossOf } from '../../../src/models/training/objective';
import { TensorEngine } from '../../../src/models/training/tensorEngine';
import { selectBackend } from '../../../src/runtime/selectBackend';
import { configOf, type LayerInput } from './support';

const length = 6;
const lengths = Int32Array.of(6, 2, 4, 1, 3);
const samples = lengths.length;
const features = 2;

/** Sequences of different lengths, with numbers in the padding that nothing may read. */
function padded(at: 'every' | 'end', filler: number): SequenceSet {
  const random = new Random(3);
  const values = Float32Array.from({ length: samples * length * features }, () => random.normal());
  lengths.forEach((own, row) => values.fill(filler, (row * length + own) * features, (row + 1) * length * features));
  const inputs = { ...continuousSequences(values, samples, length, features), lengths };
  if (at === 'end')
    return { inputs, targets: { ...discreteSequences(Int32Array.of(0, 1, 2, 1, 0), samples, 1, 3), at } };
  const symbols = Int32Array.from({ length: samples * length }, (_, i) =>
    i % length < lengths[Math.floor(i / length)] ? i % 3 : -1,
  );
  return { inputs, targets: { ...discreteSequences(symbols, samples, length, 3), lengths, at } };
}

/** One of the sequences without its padding. */
function alone({ inputs, targets }: SequenceSet, row: number): SequenceSet {
  const own = lengths[row];
  const values = inputs.values.slice(row * length * features, (row * length + own) * features);
  const steps = targets!.at === 'end' ? 1 : own;
  const symbols = targets!.symbols!.slice(row * targets!.length, row * targets!.length + steps);
  return {
    inputs: continuousSequences(values, 1, own, features),
    targets: { ...discreteSequences(symbols, 1, steps, 3), at: targets!.at },
  };
}

const head: LayerInput = { type: 'dense', name: 'out', units: 3, activation: 'softmax' };
const networks: Record<string, LayerInput[]> = {
  gru: [{ type: 'gru', name: 'g', units: 4 }, head],
  'two LSTMs with a dense layer between': [
    { type: 'lstm', name: 'a', units: 3 },
    { type: 'dense', name: 'd', units: 4, activation: 'tanh' },
    { type: 'lstm', name: 'b', units: 3 },
    head,
  ],
  'both directions': [
    { type: 'bidirectional', name: 'both', layer: { type: 'lstm', units: 3 }, mergeMode: 'concat' },
    head,
  ],
  'both directions below a cell': [
    { type: 'bidirectional', name: 'both', layer: { type: 'gru', units: 2 }, mergeMode: 'sum' },
    { type: 'simpleRNN', name: 'r', units: 3 },
    head,
  ],
  'attention to every step': [
    { type: 'attention', name: 'look', units: 4, heads: 2, causal: false },
    { type: 'gru', name: 'g', units: 3 },
    head,
  ],
};

function prepared(layers: readonly LayerInput[], set: SequenceSet, kernel = coreKernel) {
  const named = configOf(layers).model.layers;
  const plan = planNetwork(named, set, true);
  const network = new Network(named, set.inputs, plan, kernel);
  const parameters = new Parameters(
    network.layers.flatMap((layer) => layer.weights),
    new Random(2),
  );
  const losses = plan.heads.map((own): HeadLoss => ({ ...own, objective: own.kind }));
  return { named, plan, network, parameters, losses };
}

function lossAndGradient(layers: readonly LayerInput[], set: SequenceSet, rows: number) {
  const { network, parameters, losses } = prepared(layers, set);
  const gradient = new Float32Array(parameters.values.length);
  const tally = emptyTally(1);
  const batch = batchOf(
    { inputs: set.inputs, targets: [headTargets(set, 'Y')!] },
    Int32Array.from({ length: rows }, (_, i) => i),
    0,
    rows,
  );
  new TensorEngine(network, losses, new Random(1)).differentiate(batch, parameters, gradient, tally, {
    epoch: 0,
    epochs: 1,
  });
  return { loss: lossOf(losses, tally), gradient, count: tally.heads[0].count };
}

beforeAll(async () => {
  await selectBackend('cpu');
});

describe.each(Object.entries(networks))('sequences of different lengths: %s', (name, layers) => {
  it.each(['every', 'end'] as const)('have the loss and gradient that each has alone, target at %s', (at) => {
    const set = padded(at, 1e3);
    const together = lossAndGradient(layers, set, samples);
    const each = Array.from(lengths, (_, row) => lossAndGradient(layers, alone(set, row), 1));
    // A distance bias has as many weights as there are steps; none is used here.
    const total = each.reduce((sum, { count }) => sum + count, 0);
    expect(together.count).toBe(total);
    const mean = each.reduce((sum, { loss, count }) => sum + (loss * count) / total, 0);
    expect(together.loss).toBeCloseTo(mean, 5);
    together.gradient.forEach((value, i) => {
      const wanted = each.reduce((sum, { gradient, count }) => sum + (gradient[i] * count) / total, 0);
      expect(Math.abs(value - wanted)).toBeLessThan(1e-5);
    });
  });

  it('have the states that each has alone', async () => {
    const set = padded('every', 1e3);
    const states = async (of: SequenceSet) => {
      const { network, parameters } = prepared(layers, of);
      return await showActivations(network, parameters, of, of.inputs.samples, new Random(1));
    };
    const together = await states(set);
    for (let row = 0; row < samples; row++) {
      const own = await states(alone(set, row));
      together.forEach((layer, i) => {
        const { units, lengths: real } = layer;
        expect(real).toEqual(lengths);
        for (let t = 0; t < length; t++) {
          for (let j = 0; j < units; j++) {
            const wanted = t < lengths[row] ? own[i].values[t * units + j] : 0;
            expect(Math.abs(layer.values[(row * length + t) * units + j] - wanted), name).toBeLessThan(1e-5);
          }
        }
      });
    }
  });
});

describe('whole steps in WebAssembly', () => {
  let wasm: WasmKernel;
  beforeAll(async () => {
    wasm = await createWasmKernel({ threads: 1 });
  });
  afterAll(() => wasm.dispose());

  it.each(['every', 'end'] as const)('read each sequence to its own end, target at %s', (at) => {
    const set = padded(at, 0);
    for (const layers of [networks.gru, networks['two LSTMs with a dense layer between']]) {
      const { named, plan, network, parameters, losses } = prepared(layers, set, wasm);
      const engine = wasm.engineFor(stackOf(named, network.layers, plan, features)!, losses[0]);
      const batch = batchOf(
        { inputs: set.inputs, targets: [atOwnEnd(set.targets!, set.inputs)] },
        Int32Array.from({ length: samples }, (_, i) => i),
        0,
        samples,
      );
      const gradient = new Float32Array(parameters.values.length);
      const tally = emptyTally(1);
      engine.differentiate(batch, parameters, gradient, tally, { epoch: 0, epochs: 1 });
      const wanted = lossAndGradient(layers, set, samples);
      expect(lossOf(losses, tally)).toBeCloseTo(wanted.loss, 5);
      gradient.forEach((value, i) => {
        expect(Math.abs(value - wanted.gradient[i])).toBeLessThan(1e-5);
      });
      engine.release();
    }
  });
});

const codes: LayerInput[] = [
  { type: 'bottleneck', name: 'z', units: 2 },
  { type: 'gru', name: 'z', units: 2, bottleneck: { beta: 10 } },
  { type: 'attention', name: 'z', units: 2, bottleneck: { beta: 10 } },
];

it.each(codes)('are refused by layers whose rate is of all steps: $type', (code) => {
  const set = padded('every', 0);
  expect(() => prepared([{ type: 'gru', name: 'g', units: 2 }, code, head], set)).toThrow(
    /"z" takes sequences of one length/,
  );
});
