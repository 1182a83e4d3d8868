import { expect, it } from 'vitest';
import { dataSchema } from '../../../src/config/schema/data';
import { loadDataset } from '../../../src/data/loadDataset';

it.each([
  { task: 'copyMemory', symbols: 4, tokens: 2, delay: 1, samples: 4000 },
  { task: 'mqar', vocabulary: 8, pairs: 2, gap: 1, samples: 4000 },
])('the stated entropy of each step is that of its symbols ($task)', async (data) => {
  const { training, exact } = await loadDataset(dataSchema.parse(data), { seed: 1, configFolder: '.' });
  const { length, samples, symbols = new Int32Array() } = training.inputs;
  for (let t = 0; t < length; t++) {
    const counts = new Map<number, number>();
    for (let i = 0; i < samples; i++)
      counts.set(symbols[i * length + t], (counts.get(symbols[i * length + t]) ?? 0) + 1);
    const counted = [...counts.values()].reduce((sum, n) => sum - (n / samples) * Math.log(n / samples), 0);
    const stated = exact.find(
      ({ quantity, source, time }) => quantity === 'entropy' && source === 'X' && time === t + 1,
    );
    // A uniform law of K symbols counts 2N(ln K - H) as chi squared with K - 1 <= 3 degrees: at most 20 but once in
    // 5000.
    expect((stated?.nats ?? NaN) - counted).toBeGreaterThan(-1e-9);
    expect((stated?.nats ?? NaN) - counted).toBeLessThan(20 / (2 * samples));
  }
});
