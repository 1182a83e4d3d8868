import { describe, expect, it } from 'vitest';
import { LayerGraph } from '../../../src/config/layers/layerGraph';
import { sequencesOf } from '../../../src/config/layers/sequences';
import { layerSchema } from '../../../src/config/schema/layers';

const graphOf = (...layers: { name: string; type: string; [key: string]: unknown }[]): LayerGraph =>
  new LayerGraph(layers.map((layer) => ({ ...layerSchema.parse(layer), name: layer.name })));

/** An encoder with a code, a decoder on a branch, and a head that reads the first layer. */
const branched = graphOf(
  { type: 'gru', name: 'a', units: 5 },
  { type: 'bottleneck', name: 'z', units: 2, steps: 'end' },
  { type: 'repeatVector', name: 'again' },
  { type: 'bidirectional', name: 'both', layer: { type: 'gru', units: 3 }, skip: ['X'] },
  { type: 'dense', name: 'rebuild', units: 4, head: { target: 'X' } },
  { type: 'dropout', name: 'drop', input: 'a' },
  { type: 'dense', name: 'out', units: 2, skip: ['z', 'X'], head: {} },
);

describe('the graph of a network', () => {
  it('knows what every layer reads, directly and through others', () => {
    expect(branched.reads).toEqual([-1, 0, 1, 2, 3, 0, 5]);
    expect(branched.sources(6)).toEqual([5, 1, -1]);
    expect([...branched.ancestors[6]].sort()).toEqual([0, 1, 5]);
    expect(branched.readersOf(0)).toEqual([1, 5]);
    expect(branched.nameOf(-1)).toBe('X');
  });

  it('knows what depends on a layer, and what a head depends on', () => {
    expect([...branched.downstreamOf(({ type }) => type === 'repeatVector')]).toEqual(['both', 'rebuild']);
    expect([...branched.layersFeeding('Y')!].sort()).toEqual(['a', 'drop', 'out', 'z']);
    expect(branched.layersFeeding('next')!.size).toBe(0);
    expect(graphOf({ type: 'dense', name: 'out', units: 2 }).layersFeeding('Y')).toBeUndefined();
  });

  it('knows the widths, as far as that of the input is known', () => {
    expect(branched.widths(4).map(({ read }) => read)).toEqual([4, 5, 2, 6, 6, 5, 11]);
    expect(branched.widths(4).map(({ own }) => own)).toEqual([5, 2, 2, 6, 4, 5, 2]);
    expect(branched.widths(undefined).map(({ read }) => read)).toEqual([undefined, 5, 2, undefined, 6, 5, undefined]);
    expect(graphOf({ type: 'dropout', name: 'drop' }).widths(undefined)).toEqual([{ read: undefined, own: undefined }]);
  });

  it('leaves out names that cannot be read', () => {
    const wrong = graphOf(
      { type: 'gru', name: 'a', units: 2, input: 'b', skip: ['a', 'nobody'] },
      { type: 'gru', name: 'b', units: 2, input: 'nobody', skip: ['a'] },
    );
    expect(wrong.reads).toEqual([-1, 0]);
    expect(wrong.skips).toEqual([[], [0]]);
    expect([...wrong.ancestors[1]]).toEqual([0]);
  });

  it('knows what critics compare with', () => {
    const critics = graphOf(
      { type: 'gru', name: 'a', units: 2 },
      { type: 'infomax', name: 'input' },
      { type: 'infomax', name: 'next', about: 'future' },
      { type: 'infomax', name: 'layer', about: 'a' },
      { type: 'infomax', name: 'later', about: 'out' },
      { type: 'dense', name: 'out', units: 2 },
    );
    expect(critics.companions).toEqual([undefined, -1, -1, 0, undefined, undefined]);
  });
});

describe('the sequences of a network', () => {
  const heads = [
    { index: 4, target: 'X', at: 'every' },
    { index: 6, target: 'Y', at: 'end' },
  ] as const;

  it('end where a layer makes one code of them, and begin again where it is repeated', () => {
    const { returnsSteps, readsSteps, endedBy } = sequencesOf(branched, heads, true);
    expect(returnsSteps).toEqual([false, false, true, true, true, false, false]);
    expect(readsSteps).toEqual([true, false, false, true, true, false, false]);
    expect(endedBy).toEqual([0, 0, undefined, undefined, undefined, 0, 0]);
  });

  it('go on to where they are needed', () => {
    const atEvery = [heads[0], { ...heads[1], at: 'every' as const }];
    expect(sequencesOf(branched, atEvery, false).returnsSteps).toEqual([true, false, true, true, true, true, true]);
  });
});
