/** In the place of node:zlib: checksums. A browser has nothing that unpacks without waiting. */
import { sentence } from '../base/sentence';
import { InputError } from '../base/userError';

/** The reversed polynomial of CRC-32 (ISO 3309). */
const polynomial = 0xedb88320;

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ polynomial : rest >>> 1;
  return rest;
});

/** The checksum of the archives of NumPy and PyTorch. */
export function crc32(bytes: Uint8Array): number {
  let sum = ~0;
  for (const byte of bytes) sum = (sum >>> 8) ^ table[(sum ^ byte) & 255];
  return ~sum >>> 0;
}

function refuse(): never {
  throw new InputError(
    sentence(
      'Compressed data cannot be read in a browser. Save it uncompressed, in Python with numpy.savez("data.npz", ' +
        'x=x), or open the folder in Visual Studio Code on the desktop.',
    ),
  );
}

export const inflateRawSync = refuse;
export const createInflateRaw = refuse;
export const gunzipSync = refuse;
export const brotliDecompressSync = refuse;
