import { verbatim } from '../../../src/base/sentence';
import { describe, expect, it } from 'vitest';
import { decoderRelevance } from '../../../src/analysis/measures/decoderRelevance';
import { rateBounds } from '../../../src/analysis/measures/rateBounds';
import { Random } from '../../../src/base/random';
import { readConfig } from '../../../src/config/readConfig';
import type { Dataset } from '../../../src/data/dataset';
import { discreteSequences } from '../../../src/data/sequences';
import type { LayerActivations } from '../../../src/models/activations';

const samples = 4000;
const shown = (
  layer: string,
  type: string,
  units: number,
  values: Float32Array,
  more: Partial<LayerActivations> = {},
): LayerActivations => ({
  layer,
  type,
  values,
  samples,
  length: 1,
  units,
  recurrent: false,
  stochastic: false,
  ...more,
});

describe('the bounds on a rate', () => {
  it('hold the truth of a Gaussian channel between them', async () => {
    const random = new Random(4);
    const means = Float32Array.from({ length: samples }, () => random.normal());
    const code = shown(
      'z',
      'bottleneck',
      1,
      means.map((mean) => mean + 0.5 * random.normal()),
      { stochastic: true, conditional: { means, variances: new Float32Array(samples).fill(0.25) } },
    );
    const [upper, lower] = await rateBounds(2, [code], 1);
    expect(upper).toMatchObject({
      quantity: 'rate',
      target: 'z',
      epoch: 2,
      time: 1,
      bound: 'upper',
      estimator: 'leaveOneOut',
      beside: 'leaveOneOut',
    });
    expect(lower).toMatchObject({ bound: 'lower', estimator: 'knownConditional', beside: 'knownConditional' });
    // ln(1 + 1/.25)/2 = .8047 nats; 4000 draws of the log ratio, of standard deviation .9, leave .014.
    expect(lower.value).toBeLessThanOrEqual(upper.value);
    expect(lower.low).toBeLessThan(0.8047);
    expect(upper.high).toBeGreaterThan(0.8047);
    expect(Math.abs(upper.value - 0.8047)).toBeLessThan(0.05);
  });
});

describe('the decoder bound', () => {
  const random = new Random(8);
  const symbols = Int32Array.from({ length: samples }, () => random.integer(2));
  const set = {
    inputs: discreteSequences(symbols, samples, 1, 2),
    targets: { ...discreteSequences(symbols, samples, 1, 2), at: 'every' as const },
  };
  const dataset: Dataset = { title: verbatim('bits'), training: set, heldOut: set, exact: [], warnings: [] };
  const predictions = Float32Array.from({ length: 2 * samples }, (_, i) => (symbols[i >> 1] === i % 2 ? 0.9 : 0.1));
  const config = (layers: string): NonNullable<ReturnType<typeof readConfig>['config']> => {
    const { config: read, problems } = readConfig(
      `{ "data": { "task": "parity", "length": 1 }, "model": { "layers": [${layers}] } }`,
    );
    if (!read) throw new Error(problems.map(({ message }) => message).join(' '));
    return read;
  };
  const z = '{ "type": "bottleneck", "name": "z", "units": 1 }';
  const out = '{ "type": "dense", "name": "out", "units": 2, "activation": "softmax" }';

  it('is H(Y) less the cross-entropy of the head', async () => {
    const found = await decoderRelevance(
      4,
      config(`${z}, { "type": "dense", "units": 3, "activation": "tanh" }, ${out}`),
      dataset,
      [shown('out', 'dense', 2, predictions)],
    );
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      quantity: 'relevance',
      source: 'z',
      target: 'Y',
      epoch: 4,
      bound: 'lower',
      estimator: 'decoder',
      samples,
    });
    // All targets are predictions with .9 here: ln 2 + ln .9, less what 4000 coins are off one half.
    expect(found[0].value).toBeCloseTo(Math.LN2 + Math.log(0.9), 3);
  });

  it('is given only for a layer that carries all input of the head, step by step', async () => {
    const of = async (layers: string): Promise<string[]> =>
      (await decoderRelevance(0, config(layers), dataset, [shown('out', 'dense', 2, predictions)])).map(
        ({ source }) => source,
      );
    expect(await of(`${z}, { "type": "bottleneck", "name": "z2", "units": 1 }, ${out}`)).toEqual(['z2', 'z']);
    expect(await of(`${z}, { "type": "gru", "units": 2 }, ${out}`)).toEqual([]);
    expect(
      await of(`${z}, { "type": "dense", "name": "out", "units": 2, "activation": "softmax", "skip": ["X"] }`),
    ).toEqual([]);
  });

  it('is never below nothing', async () => {
    const worse = predictions.map((p) => 1 - p);
    const [{ value, low }] = await decoderRelevance(0, config(`${z}, ${out}`), dataset, [
      shown('out', 'dense', 2, worse),
    ]);
    expect([value, low]).toEqual([0, 0]);
  });
});
