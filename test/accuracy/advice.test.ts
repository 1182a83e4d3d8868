import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Advice, AnalysisResult } from '../../src/result/result';
import { editedConfig } from '../../src/config/edits';
import { documentOf } from './documentOf';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rnn-infoflow-advice-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function analyse(text: string): Promise<AnalysisResult> {
  const path = join(folder, 'network.rnn.json');
  await writeFile(path, text);
  return documentOf(['analyze', path]);
}

/** I(H;Y) of a layer at the last step, in the end. */
const about = (result: AnalysisResult, layer: string): number =>
  result.estimates
    .filter(({ quantity, source }) => quantity === 'outputInformation' && source === layer)
    .toSorted((a, b) => a.epoch - b.epoch || a.time! - b.time!)
    .at(-1)!.value;

const copy = (data: object, layers: object[], training: object): string =>
  JSON.stringify({
    data: { task: 'delayedCopy', samples: 1024, ...data },
    model: {
      layers: [
        ...layers,
        { type: 'dense', name: 'out', units: 'symbols' in data ? data.symbols : 4, activation: 'softmax' },
      ],
    },
    training: { learningRate: 0.01, ...training },
    analysis: { samples: 600, snapshots: 1, quantities: ['outputInformation', 'memory', 'rate'] },
  });

// What a perfect network would know of the target is all of a symbol; each advice is given where much less comes
// through, and has to bring most of it back.
it.each<[string, string, Advice['kind'], number]>([
  [
    'a skip connection carries what a narrow layer loses',
    copy(
      { symbols: 8, length: 6, delay: 0 },
      [
        { type: 'gru', name: 'wide', units: 16 },
        { type: 'gru', name: 'narrow', units: 1 },
      ],
      { epochs: 12 },
    ),
    'skipConnection',
    3,
  ],
  [
    'a larger beta keeps what the code let go',
    copy(
      { length: 8, delay: 1 },
      [
        { type: 'gru', name: 'memory', units: 16 },
        { type: 'bottleneck', name: 'z', units: 2, beta: 1.2 },
      ],
      { epochs: 25 },
    ),
    'objectiveWeight',
    2,
  ],
  [
    'attention looks back to what a small state has forgotten',
    copy({ length: 12, delay: 8 }, [{ type: 'gru', name: 'memory', units: 8 }], { epochs: 40 }),
    'attention',
    2,
  ],
])('following advice helps: %s', async (_, text, kind, whole) => {
  const before = await analyse(text);
  expect(about(before, 'out')).toBeLessThan(0.6 * whole);
  const advised = before.advice.find((item) => item.kind === kind);
  expect(advised, before.advice.map(({ message }) => message).join('\n')).toBeDefined();
  const after = await analyse(editedConfig(text, advised!.edits ?? []));
  expect(about(after, 'out')).toBeGreaterThan(0.9 * whole);
  expect(after.advice.map((item) => item.kind)).not.toContain(kind);
});
