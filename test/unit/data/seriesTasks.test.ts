import { describe, expect, it } from 'vitest';
import { dataSchema } from '../../../src/config/schema/data';
import { loadDataset } from '../../../src/data/loadDataset';

async function load(data: object): Promise<{ inputs: Float32Array; targets: Float32Array; length: number }> {
  const { training } = await loadDataset(dataSchema.parse({ samples: 40, ...data }), { seed: 2, configFolder: '/' });
  return { inputs: training.inputs.values, targets: training.targets!.values, length: training.inputs.length };
}

describe('series', () => {
  it('narma: each target follows from the inputs and the targets before', async () => {
    const { inputs, targets, length } = await load({ task: 'narma', length: 60 });
    for (let start = 0; start < inputs.length; start += length) {
      const at = (values: Float32Array, t: number): number => (t < 0 ? 0 : values[start + t]);
      for (let t = 0; t < length; t++) {
        const recent = Array.from({ length: 10 }, (_, k) => at(targets, t - 1 - k)).reduce((a, b) => a + b, 0);
        const last = at(targets, t - 1);
        const wanted = 0.3 * last + 0.05 * last * recent + 1.5 * at(inputs, t - 9) * at(inputs, t) + 0.1;
        // Values are rounded to float32.
        expect(at(targets, t)).toBeCloseTo(wanted, 6);
        expect(at(inputs, t)).toBeLessThanOrEqual(0.5);
      }
    }
  });

  it('mackeyGlass: a short delay leaves the equation at rest at 1, a delay of 17 does not', async () => {
    const calm = await load({ task: 'mackeyGlass', delay: 2, length: 20 });
    for (const value of calm.inputs) expect(value).toBeCloseTo(1, 4);
    const { inputs, targets, length } = await load({ task: 'mackeyGlass', horizon: 6, length: 100 });
    expect(Math.min(...inputs)).toBeGreaterThan(0.2);
    expect(Math.max(...inputs)).toBeLessThan(1.4);
    expect(Math.max(...inputs) - Math.min(...inputs)).toBeGreaterThan(0.7);
    for (let t = 0; t + 6 < length; t++) expect(targets[t]).toBe(inputs[t + 6]);
  });

  it('mackeyGlass: at whole times its values obey the equation', async () => {
    const { inputs, length } = await load({ task: 'mackeyGlass', length: 400 });
    const x = (t: number): number => inputs[t];
    const slope = (t: number): number => (0.2 * x(t - 17)) / (1 + x(t - 17) ** 10) - 0.1 * x(t);
    // Simpson's rule over two units of time errs by the fourth derivative of the slope, at most about 1 here.
    for (let t = 18; t + 1 < length; t++)
      expect(x(t + 1) - x(t - 1)).toBeCloseTo((slope(t - 1) + 4 * slope(t) + slope(t + 1)) / 3, 1);
    let sum = 0;
    for (let t = 18; t + 1 < length; t++)
      sum += Math.abs(x(t + 1) - x(t - 1) - (slope(t - 1) + 4 * slope(t) + slope(t + 1)) / 3);
    expect(sum / length).toBeLessThan(0.002);
  });

  it('lorenz: x has the spread of the attractor, both signs, and targets are later inputs', async () => {
    const { inputs, targets, length } = await load({ task: 'lorenz', length: 400, horizon: 3 });
    const deviation = Math.sqrt(inputs.reduce((sum, x) => sum + x * x, 0) / inputs.length);
    // 7.92 / 8 (a long run of the equations); 40 sequences of 20 units of time settle it within a few percent.
    expect(deviation).toBeGreaterThan(0.94);
    expect(deviation).toBeLessThan(1.04);
    expect(Math.min(...inputs)).toBeLessThan(-1.7);
    expect(Math.max(...inputs)).toBeGreaterThan(1.7);
    for (let t = 0; t + 3 < length; t++) expect(targets[t]).toBe(inputs[t + 3]);
  });
});
