import type * as platforms from '#platform';
import { expect, it, vi } from 'vitest';
import { dataSchema } from '../../../../src/config/schema/data';
import { loadDataset } from '../../../../src/data/loadDataset';

vi.mock('#platform', async (original) => {
  const { platform } = await original<typeof platforms>();
  return { platform: { ...platform, unpackNow: undefined } };
});

const load = (path: string) =>
  loadDataset(dataSchema.parse({ task: 'file', path, sequence: 'clip', features: ['button'] }), {
    seed: 1,
    configFolder: __dirname,
  });

it.each(['gzip', 'brotli'])('says in a browser that columns packed by %s cannot be read there', async (name) => {
  await expect(load(`steps-${name}.parquet`)).rejects.toThrow(
    `is packed by ${name.toUpperCase()}, which is not read. In Python: df.to_parquet("data.parquet", compression="snap`,
  );
});
