import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { writeNpz } from '../../../src/data/npy/npz';
import { encodeNpy } from '../../../src/data/npy/writeNpy';
import { RecordedTraining } from '../../support/recordedTraining';

/** A good file of a format, and the config that reads it by the name of the file. */
export interface FileSeed {
  readonly format: string;
  readonly name: string;
  readonly bytes: Buffer;
  readonly config: object;
  /** Files beside it that stay good. */
  readonly others?: Readonly<Record<string, Buffer>>;
}

const unit = join(import.meta.dirname, '..', '..', 'unit');
const of = (data: object, more: object = {}): object => ({
  data,
  model: { layers: [{ type: 'gru', units: 2 }] },
  training: { epochs: 0 },
  ...more,
});

const rows = Array.from({ length: 60 }, (_, i) => [i >> 2, (i * 7) % 11, i % 3, (i >> 2) & 1] as const);
const table = (between: string): Buffer =>
  Buffer.from(`sequence,a,b,y\n${rows.map((row) => row.join(',')).join('\n')}\n`.replaceAll(',', between));
const jsonLines = Buffer.from(
  Array.from({ length: 20 }, (_, i) => `{"inputs": [[${i}, 1.5], [2, ${i / 3}]], "targets": ${i & 1}}\n`).join(''),
);
const floats = encodeNpy({ shape: [20, 3, 2], data: Float32Array.from({ length: 120 }, (_, i) => (i * i) % 17) });
const symbols = encodeNpy({ shape: [20, 3], data: Int32Array.from({ length: 60 }, (_, i) => i % 4) });
const text = Buffer.from('the wave that rolls upon the shore returns no more. '.repeat(40));
const pairs = Buffer.from(
  `es\tpt\n${Array.from({ length: 40 }, (_, i) => `una casa ${i}\tuma casa ${i}`).join('\n')}\n`,
);

/** One good file of every format. */
export async function fileSeeds(folder: string): Promise<readonly FileSeed[]> {
  const fromUnit = (...path: string[]): Promise<Buffer> => readFile(join(unit, ...path));
  const training = new RecordedTraining(join(folder, 'recording'));
  await training.begin();
  await training.record(0);
  const recorded = (name: string): Promise<Buffer> => readFile(join(folder, 'recording', name));
  const [record, data, epoch] = await Promise.all(['record.json', 'data.npz', 'epoch-0.npz'].map(recorded));
  const npz = join(folder, 'made.npz');
  await writeNpz(npz, new Map([['x', { shape: [20, 3], data: Float64Array.from({ length: 60 }, (_, i) => i % 7) }]]));
  const file = (format: string, name: string, bytes: Buffer, keys: object): FileSeed => ({
    format,
    name,
    bytes,
    config: of({ task: 'file', ...keys }),
  });
  const parquet = async (kind: string): Promise<FileSeed> =>
    file('Parquet', 'x.parquet', await fromUnit('data', 'parquet', `steps${kind}.parquet`), {
      path: 'x.parquet',
      sequence: 'clip',
      features: ['load'],
      missing: 'carry',
      target: 'mood',
    });
  const weights = async (format: string, name: string, ...path: string[]): Promise<FileSeed> => ({
    format,
    name,
    bytes: await fromUnit(...path),
    config: of({ task: 'parity' }, { model: { layers: [{ type: 'gru', units: 2 }], weights: name } }),
  });
  const recording = (name: string, bytes: Buffer): FileSeed => {
    const all = { 'record.json': record, 'data.npz': data, 'epoch-0.npz': epoch };
    const others = Object.entries(all).filter(([other]) => other !== name);
    return {
      format: 'recording',
      name: `recording/${name}`,
      bytes,
      config: { data: { task: 'activations', recording: 'recording' } },
      others: Object.fromEntries(others.map(([other, content]) => [`recording/${other}`, content])),
    };
  };
  return [
    file('CSV', 'x.csv', table(','), { path: 'x.csv', target: 'y' }),
    file('CSV', 'x.csv', table(';'), { path: 'x.csv', target: 'y' }),
    file('JSON Lines', 'x.jsonl', jsonLines, { path: 'x.jsonl' }),
    file('.npy', 'x.npy', floats, { inputs: 'x.npy' }),
    file('.npy', 'x.npy', symbols, { inputs: 'x.npy' }),
    file('.npz', 'x.npz', await readFile(npz), { inputs: 'x.npz#x' }),
    await parquet(''),
    await parquet('-zstd'),
    await parquet('-brotli'),
    await parquet('-gzip'),
    await parquet('-groups'),
    {
      format: 'text',
      name: 'x.txt',
      bytes: text,
      config: of({ task: 'text', path: 'x.txt', length: 8, alphabet: 16 }),
    },
    {
      format: 'pairs',
      name: 'x.tsv',
      bytes: pairs,
      config: of(
        { task: 'pairs', path: 'x.tsv', source: 'es', target: 'pt', length: 5, alphabet: 16 },
        {
          model: {
            layers: [
              { type: 'embedding', units: 4 },
              { type: 'gru', units: 4 },
              { type: 'dense', units: 16, activation: 'softmax' },
            ],
          },
        },
      ),
    },
    recording('record.json', record),
    recording('data.npz', data),
    recording('epoch-0.npz', epoch),
    await weights('.safetensors', 'w.safetensors', 'models', 'weights', 'fixtures', 'torch-gru.safetensors'),
    await weights('.pt', 'w.pt', 'models', 'weights', 'fixtures', 'torch-gru.pt'),
    await weights('.keras', 'w.keras', 'models', 'weights', 'fixtures', 'keras-gru.keras'),
    await weights('.npz', 'w.npz', 'models', 'weights', 'fixtures', 'keras-gru.npz'),
    await weights('HDF5', 'w.h5', 'data', 'weights', 'half.h5'),
    file('gzip', 'x.csv', gzipSync(table(',')), { path: 'x.csv', target: 'y' }),
  ];
}
