import { platform } from '#platform';
import { decompress as unzstandard } from 'fzstd';
import type { Compressors } from 'hyparquet';

/**
 * What hyparquet does not unpack itself (Snappy, which most writers use): Zstandard, the default of Polars, which Node
 * 20 lacks, and gzip and Brotli, which a browser has not, or not without waiting. No page unpacks to more than its
 * header says.
 */
export const compressors: Compressors = { ZSTD: (packed, size) => unzstandard(packed, new Uint8Array(size)) };

const { unpackNow } = platform;
if (unpackNow) {
  compressors.GZIP = (packed, size) => unpackNow.gzip(packed, Math.max(1, size));
  compressors.BROTLI = (packed, size) => unpackNow.brotli(packed, Math.max(1, size));
}

/** Names of the codecs that are read. */
export const readCodecs: ReadonlySet<string> = new Set(['UNCOMPRESSED', 'SNAPPY', ...Object.keys(compressors)]);
