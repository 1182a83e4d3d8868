import { warning } from '../../../src/information/types/warnings';
import { verbatim } from '../../../src/base/sentence';
import { describe, expect, it } from 'vitest';
import { advice } from '../../../src/analysis/sayings/advice/advice';
import type { Advice, AnalysisResult } from '../../../src/result/result';
import { editedConfig } from '../../../src/config/edits';
import { readConfig } from '../../../src/config/readConfig';
import { configOf } from '../../support/configs';
import {
  about as aboutLayer,
  estimate,
  exactLine,
  layersOf,
  memoryOf,
  resultOf as documentOf,
} from '../../support/results';
import { fill } from '../../support/sentences';

const text = (layers: string, data = '{ "task": "delayedCopy", "delay": 6 }'): string =>
  `{ "data": ${data}, "model": { "layers": [${layers}, { "type": "dense", "name": "out", "units": 4, ` +
  '"activation": "softmax" }] } }';

interface Numbers {
  /** I(H;Y) a layer. */
  readonly about: Record<string, number>;
  /** I(X_{t-s};H) of the last recurrent layer, and I(X_{t-s};Y), over the lag. */
  readonly memory?: readonly number[];
  readonly asked?: readonly number[];
  readonly more?: Partial<AnalysisResult>;
}

/** A result whose numbers are chosen by hand, each with an interval of .02 bits on either side. */
function resultOf(source: string, { about, memory = [], asked = [], more }: Numbers): AnalysisResult {
  const config = configOf(source);
  const layers = layersOf(config);
  const cell = layers.findLast(({ recurrent }) => recurrent)!.name;
  const narrow = { half: 0.02, bound: 'lower' } as const;
  return documentOf({
    config,
    layers,
    training: [{ epoch: 30, loss: 0.5, validationLoss: 0.5, accuracy: 0.5, validationAccuracy: 0.5 }],
    exact: [exactLine({ quantity: 'outputInformation', source: 'X', target: 'Y', value: 2, name: verbatim('I(X;Y)') })],
    estimates: [
      ...Object.entries(about).map(([name, value]) => aboutLayer('outputInformation', name, { value, ...narrow })),
      ...memoryOf(cell, memory, narrow),
      ...asked.map((value, lag) =>
        estimate({ quantity: 'lagRelevance', source: 'X', target: 'Y', lag, value, ...narrow }),
      ),
    ],
    ...more,
  });
}

const only = (result: AnalysisResult): Advice => {
  const all = advice(result);
  expect(all.map(fill)).toHaveLength(1);
  return all[0];
};
/** The config that an advice makes of a text, which has to be one without a mistake. */
function after(source: string, { edits }: Advice) {
  const { config, problems } = readConfig(editedConfig(source, edits ?? []));
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return config!;
}

describe('advice', () => {
  const gru = '{ "type": "gru", "name": "memory", "units": 16 }';

  it('of a skip connection past a layer that loses what the one below it has', () => {
    const source = text(
      `{ "type": "gru", "name": "wide", "units": 16 }, { "type": "gru", "name": "narrow", "units": 1 }`,
    );
    const found = only(resultOf(source, { about: { wide: 2, narrow: 0.8, out: 0.7 }, memory: [2, 2], asked: [2, 0] }));
    expect(fill(found)).toBe(
      'wide holds 2.0 bits about the target, but narrow, which reads it, holds 0.8 bits. A skip connection ' +
        'from wide to out would carry the rest past narrow.',
    );
    expect(after(source, found).model.layers[2]).toMatchObject({ name: 'out', skip: ['wide'] });
  });

  it('of nothing where intervals overlap, or where a skip is there already', () => {
    const about = { wide: 2, narrow: 1.95, out: 1.95 };
    expect(
      advice(
        resultOf(
          text(`{ "type": "gru", "name": "wide", "units": 16 }, { "type": "gru", "name": "narrow", "units": 1 }`),
          { about, memory: [2], asked: [2] },
        ),
      ),
    ).toEqual([]);
    const skipping = text(
      `{ "type": "gru", "name": "wide", "units": 16 }, { "type": "gru", "name": "narrow", "units": 1 }`,
    ).replace('"name": "out"', '"name": "out", "skip": ["wide"]');
    expect(
      advice(resultOf(skipping, { about: { wide: 2, narrow: 0.5, out: 2 }, memory: [2], asked: [2] })).map(
        ({ kind }) => kind,
      ),
    ).not.toContain('skipConnection');
  });

  it('of attention where the target asks for a lag that the state let go', () => {
    const source = text(gru);
    const found = only(
      resultOf(source, {
        about: { memory: 0.1, out: 0.1 },
        memory: [2, 2, 2, 1, 0, 0, 0.1],
        asked: [0, 0, 0, 0, 0, 0, 2],
      }),
    );
    expect(fill(found)).toBe(
      'The input at lag 6 holds 2.0 bits about the target, but memory holds 0.1 bits about that input. ' +
        'Attention over the steps of memory would let the head read that far back.',
    );
    expect(after(source, found).model.layers.map(({ type }) => type)).toEqual(['gru', 'attention', 'dense']);
  });

  it('of attention over all steps where the target stands at the end', () => {
    const data = '{ "task": "file", "inputs": "x.npy", "targets": "y.npy" }';
    const source = text(gru, data);
    const found = only(
      resultOf(source, {
        about: { memory: 0.1 },
        memory: [1, 1, 1, 0.1],
        asked: [0, 0, 0, 2],
        more: {
          exact: [],
          data: {
            title: verbatim(''),
            training: 9,
            heldOut: 9,
            length: 12,
            features: 4,
            target: { at: 'end', classes: 4 },
          },
        },
      }),
    );
    expect(after(source, found).model.layers[0]).toMatchObject({ returnSequences: true });
  });

  it('of a gated layer in place of a simple one, without the keys that only the simple one has', () => {
    const source = text('{ "type": "simpleRNN", "name": "memory", "units": 16, "activation": "relu" }');
    const found = only(
      resultOf(source, { about: { memory: 0.1 }, memory: [2, 2, 2, 1, 0, 0, 0], asked: [0, 0, 0, 0, 0, 0, 2] }),
    );
    expect(fill(found)).toContain('A gated layer (lstm, gru)');
    expect(after(source, found).model.layers[0]).toMatchObject({ type: 'gru', units: 16 });
  });

  it('of a larger state where only the steps together inform about the target, and only where that is known', () => {
    const source = text('{ "type": "gru", "name": "memory", "units": 2 }', '{ "task": "parity" }').replace(
      '"units": 4,',
      '"units": 2,',
    );
    const numbers = { about: { memory: 0.1 }, memory: [0, 0], asked: [0, 0] };
    const found = only(resultOf(source, { ...numbers }));
    expect(found.kind).toBe('capacity');
    expect(after(source, found).model.layers[0]).toMatchObject({ units: 8 });
    // Where the state may hold more than is shown, its upper end is told.
    const open = resultOf(source, numbers);
    Object.assign(open.estimates[0], { value: 0, low: 0, high: 0.8 });
    expect(fill(only(open))).toMatch(/^memory holds at most 0\.8 of the 2\.0 bits that the input contains/);
    // A target with entropy need not be predictable from the input.
    expect(
      advice(
        resultOf(source, {
          ...numbers,
          more: {
            exact: [{ quantity: 'entropy', source: 'Y', target: 'Y', value: 2, unit: 'bits', name: verbatim('H(Y)') }],
          },
        }),
      ),
    ).toEqual([]);
  });

  it('of a larger beta, further the less comes through', () => {
    const source = text(`${gru}, { "type": "bottleneck", "name": "z", "units": 4, "beta": 5 }`);
    const betaAfter = (kept: number): number => {
      const found = only(resultOf(source, { about: { memory: 2, z: kept, out: kept }, memory: [2], asked: [2] }));
      expect(found.kind).toBe('objectiveWeight');
      const layer = after(source, found).model.layers[1];
      return layer.type === 'bottleneck' ? layer.beta : NaN;
    };
    expect(betaAfter(1.6)).toBe(13);
    expect(betaAfter(0.1)).toBe(50);
  });

  it('of a smaller beta where the rate buys little, never below what keeps anything', () => {
    const source = text(`${gru}, { "type": "bottleneck", "name": "z", "units": 4, "beta": 100 }`);
    const result = resultOf(source, { about: { memory: 2, z: 2, out: 2 }, memory: [2], asked: [2] });
    result.estimates.push({ ...result.estimates[0], quantity: 'rate', source: 'X', target: 'z', value: 8 });
    const found = only(result);
    expect(fill(found)).toBe(
      'z has a rate of 8.0 bits at beta 100, but holds 2.0 bits about the target. A smaller beta (try 25) ' +
        'would compress more.',
    );
    expect(after(source, found).model.layers[1]).toMatchObject({ beta: 25 });
  });

  it('of longer training, of an earlier stop, and against learning by heart', () => {
    const source = text(gru);
    const held = { about: { memory: 2 }, memory: [2], asked: [2] };
    const records = (losses: number[], accuracy = 0.5) =>
      losses.map((validationLoss, i) => ({
        epoch: i + 1,
        loss: 0.1,
        validationLoss,
        accuracy,
        validationAccuracy: 0.5,
      }));
    const falling = only(resultOf(source, { ...held, more: { training: records([1, 0.9, 0.8, 0.7, 0.6, 0.5]) } }));
    expect(after(source, falling).training.epochs).toBe(60);
    const risen = only(resultOf(source, { ...held, more: { training: records([1, 0.6, 0.5, 0.6, 0.7, 0.8]) } }));
    expect(after(source, risen).training.epochs).toBe(3);
    const byHeart = only(resultOf(source, { ...held, more: { training: records([0.5, 0.5], 0.9) } }));
    expect(after(source, byHeart).model.layers.map(({ type }) => type)).toEqual(['gru', 'dropout', 'dense']);
  });

  it('of more samples only where there are more', () => {
    const source = text(gru);
    const saturated = (heldOut: number, data = source, near = 9.9): Advice => {
      const result = resultOf(data, {
        about: { memory: 2 },
        memory: [2],
        asked: [2],
        more: { data: { title: verbatim(''), training: 9, heldOut, length: 12, features: 4 } },
      });
      const ceiling = [warning('lowerBoundNearCeiling', { nats: Math.log(1000) }, 1000)];
      Object.assign(result.estimates[0], { value: near, low: near, high: near, samples: 1000, warnings: ceiling });
      return only(result);
    };
    const more = after(source, saturated(2048));
    expect([more.analysis.samples, more.data]).toEqual([4000, expect.objectContaining({ heldOut: 4000 })]);
    // Advice that was taken is not given again without end: beyond this, pairs of samples cost too much.
    const taken = text(gru).replace(/}$/, ', "analysis": { "samples": 10000 } }');
    expect(saturated(20_000, taken).edits).toBeUndefined();
    const file = text(gru, '{ "task": "file", "inputs": "x.npy", "targets": "y.npy" }');
    expect(saturated(700, file).edits).toBeUndefined();
    expect(saturated(1200, file).edits).toBeUndefined();
    expect(after(file, saturated(3000, file)).analysis.samples).toBe(3000);
  });
});
