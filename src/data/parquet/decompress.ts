import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { decompress as unzstandard } from 'fzstd';
import type { Compressors } from 'hyparquet';

/**
 * What hyparquet does not unpack itself (Snappy, which most writers use): gzip and Brotli by Node, and Zstandard, the
 * default of Polars, which Node 20 lacks. No page unpacks to more than its header says.
 */
export const compressors: Compressors = {
  GZIP: (packed, size) => gunzipSync(packed, { maxOutputLength: Math.max(1, size) }),
  BROTLI: (packed, size) => brotliDecompressSync(packed, { maxOutputLength: Math.max(1, size) }),
  ZSTD: (packed, size) => unzstandard(packed, new Uint8Array(size)),
};

/** Names of the codecs that are read. */
export const readCodecs: ReadonlySet<string> = new Set(['UNCOMPRESSED', 'SNAPPY', ...Object.keys(compressors)]);
