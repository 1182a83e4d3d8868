import { describe, expect, it } from 'vitest';
import type { LayerActivations } from '../../../src/models/activations';
import { buildModel } from '../../../src/models/buildModel';
import { chooseRecurrentKernel } from '../../../src/models/kernels/chooseRecurrentKernel';
import type { EpochRecord } from '../../../src/models/model';
import { findInstallation } from '../../../src/runtime/nativeInstallation';
import { selectBackend, type BackendName } from '../../../src/runtime/selectBackend';
import { configOf, echo, type LayerInput } from './support';

const bottleneck = { beta: 100 };
const cells = [
  { type: 'simpleRNN' },
  { type: 'lstm' },
  { type: 'lstm', peepholes: true },
  { type: 'lstm', layerNormalization: true },
  { type: 'lstm', peepholes: true, layerNormalization: true },
  { type: 'gru' },
  { type: 'gru', resetAfter: true, useBias: false },
  { type: 'minGRU' },
  { type: 'indRNN' },
  { type: 'lru' },
  { type: 'lru', initialization: 's4dLin' },
  { type: 'minLSTM' },
  { type: 'rgLRU' },
  { type: 'matrixState', heads: 2, decay: 'scalar' },
  { type: 'matrixState', decay: 'channel', rule: 'delta' },
  { type: 'sLSTM', heads: 2 },
  { type: 'mLSTM', heads: 2 },
  { type: 'mamba', stateSize: 3 },
  { type: 'echoState' },
  { type: 'echoState', leak: 0.5, biasScale: 0.5 },
  { type: 'leakyRNN', activation: 'tanh', leak: 0.7 },
  { type: 'leakyRNN', excitatory: 0.75, connectivity: 0.8, leak: 0.7 },
  { type: 'simpleRNN', bottleneck },
  { type: 'lstm', bottleneck },
  { type: 'lstm', layerNormalization: true, bottleneck },
  { type: 'gru', bottleneck },
  { type: 'gru', resetAfter: true, bottleneck },
  { type: 'gru', bottleneck: { beta: 100, prior: 'mixture', components: 3 } },
  { type: 'minGRU', bottleneck },
  { type: 'indRNN', activation: 'tanh', bottleneck },
  { type: 'lru', bottleneck },
  { type: 'minLSTM', bottleneck },
  { type: 'sLSTM', bottleneck },
  { type: 'rgLRU', bottleneck },
  { type: 'leakyRNN', activation: 'tanh', leak: 0.7, bottleneck },
] as const;

const out = { type: 'dense', name: 'out', units: 3, activation: 'softmax' } as const;

/** The cell stacked and in both directions, with residual connections if nothing is sampled. */
function networkOf(cell: (typeof cells)[number]): LayerInput[] {
  if (cell.type === 'leakyRNN') {
    // It runs in one direction, and hands on other numbers than those of its state.
    const circuit = { ...cell, units: 4 };
    const names = ['first', 'second', 'third'];
    return [
      ...names.map((name): LayerInput => ({ ...circuit, name, ...(name === 'third' && { skip: ['first'] }) })),
      out,
    ];
  }
  const inner = { ...cell, units: 4 };
  const residual = !('bottleneck' in cell);
  return [
    { ...inner, name: 'first' },
    { ...inner, name: 'second', ...(residual && { residual }) },
    { type: 'bidirectional', name: 'both', layer: inner, skip: ['first'], ...(residual && { residual }) },
    out,
  ];
}

async function train(
  cell: (typeof cells)[number],
  backend: BackendName,
): Promise<{ records: EpochRecord[]; states: LayerActivations[] }> {
  await selectBackend(backend);
  const data = echo({ samples: 32 });
  const config = configOf(networkOf(cell), { epochs: 4, batchSize: 8, learningRate: 0.02 });
  const model = buildModel(config, data, await chooseRecurrentKernel(backend));
  const records: EpochRecord[] = [];
  await model.train(data, config.training, [], { onEpoch: (record) => records.push(record) });
  return { records, states: await model.activations(data.heldOut, 8, 1) };
}

describe.each(cells)('stacked and bidirectional: %o', (cell) => {
  it('learns the same on every backend', async () => {
    const reference = await train(cell, 'cpu');
    expect(reference.records.at(-1)!.loss).toBeLessThan(reference.records[0].loss);
    expect(reference.states.map(({ layer, units, length }) => [layer, units, length])).toEqual([
      ['first', 4, 5],
      ['second', 4, 5],
      cell.type === 'leakyRNN' ? ['third', 4, 5] : ['both', 8, 5],
      ['out', 3, 5],
    ]);
    for (const { stochastic, transition, conditional } of reference.states.slice(0, 3)) {
      expect(stochastic).toBe('bottleneck' in cell);
      expect(transition !== undefined).toBe('bottleneck' in cell);
      expect(conditional).toBeUndefined();
    }
    for (const backend of ['wasm', ...((await findInstallation()) ? (['tensorflow'] as const) : [])] as const) {
      const { records } = await train(cell, backend);
      // Float32 sums in another order: in sixteen steps of training, differences grow from about 1e-7 to less than
      // 1e-3.
      for (const [i, record] of records.entries())
        expect(Math.abs(record.validationLoss - reference.records[i].validationLoss)).toBeLessThan(1e-3);
    }
  });
});
