import { describe, expect, it } from 'vitest';
import { withoutBottlenecks } from '../../../src/config/layers/withoutBottleneck';
import { readConfig } from '../../../src/config/readConfig';

const out = { type: 'dense', name: 'out', units: 4, activation: 'softmax' };
const below = { type: 'dense', name: 'below', units: 4 };
const read = (layer: object) =>
  readConfig(JSON.stringify({ data: { task: 'delayedCopy' }, model: { layers: [below, layer, out] } }));
const attention = { type: 'attention', name: 'a', units: 4, bottleneck: { beta: 5 } };

describe('attention with a bottleneck', () => {
  it('may not pass its input around the noise', () => {
    expect(read(attention).problems).toEqual([]);
    const [{ path, severity }] = read({ ...attention, residual: true }).problems;
    expect({ path, severity }).toEqual({ path: ['model', 'layers', 1, 'residual'], severity: 'error' });
  });

  it('has a warm-up no longer than the training', () => {
    const { problems } = read({ ...attention, bottleneck: { warmup: { epochs: 100_000 } } });
    expect(problems.map(({ path }) => path)).toEqual([['model', 'layers', 1, 'bottleneck', 'warmup', 'epochs']]);
  });

  it('loses it where the same network without bottlenecks is asked for', () => {
    const { config } = read(attention);
    const plain = read({ type: 'attention', name: 'a', units: 4 }).config;
    expect(config && withoutBottlenecks(config.model.layers)).toEqual(plain?.model.layers);
  });
});
