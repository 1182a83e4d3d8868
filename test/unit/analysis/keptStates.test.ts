import { expect, test } from 'vitest';
import { readHead } from '../../../src/result/states/readHead';
import { analysisOf } from '../../support/inProcess';

const config = {
  data: { task: 'delayedCopy', symbols: 3, delay: 1, length: 5, samples: 64 },
  model: {
    layers: [
      { type: 'embedding', name: 'embed', units: 4 },
      { type: 'gru', name: 'memory', units: 6 },
      { type: 'dense', name: 'out', units: 3, activation: 'softmax' },
    ],
  },
  training: { epochs: 1 },
  analysis: { samples: 48, snapshots: 1, budget: 0, quantities: ['outputInformation'] },
};

test('the states of the last epoch are kept once, and named in the document', async () => {
  const kept = new Map<string, Uint8Array>();
  let written = 0;
  const analysed = () =>
    analysisOf(config, '.', {
      has: (key) => Promise.resolve(kept.has(key)),
      write: (key, parts) => {
        written++;
        kept.set(key, Buffer.concat(parts));
        return Promise.resolve();
      },
    });
  const { states } = await analysed();
  expect(states?.epoch).toBe(1);
  const head = readHead(kept.get(states!.key)!)!;
  expect(head.header.sequences).toBe(48);
  expect(head.header.arrays.map(({ name, units }) => `${name} ${units}`)).toEqual(['embed 4', 'memory 6', 'out 3']);
  expect(head.header.arrays[1].information?.about).toBe('target');
  expect((await analysed()).states).toEqual(states);
  expect(written).toBe(1);
});
