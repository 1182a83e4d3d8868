import type * as platforms from '#platform';
import { expect, it, vi } from 'vitest';
import { readHdf5 } from '../../../../src/data/weights/hdf5';

vi.mock('#platform', async (original) => {
  const { platform } = await original<typeof platforms>();
  return { platform: { ...platform, loadsLibraries: false } };
});

it('says in a browser that HDF5 cannot be read there', async () => {
  await expect(readHdf5(Buffer.from('\x89HDF\r\n\x1a\n', 'latin1'), 'model.keras')).rejects.toThrow(
    'model.keras holds HDF5, which cannot be read in a browser',
  );
});
