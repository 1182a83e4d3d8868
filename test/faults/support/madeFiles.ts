import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import type { FileSeed } from './fileSeeds';

const config = (data: object, model: object = {}): object => ({
  data,
  model: { layers: [{ type: 'gru', units: 2 }], ...model },
  training: { epochs: 0 },
});

/** A .npy whose header says `shape`, with `bytes` behind it. */
function npy(shape: string, bytes: Buffer = Buffer.alloc(96), descr = "'<f8'", length?: number): Buffer {
  const header = `{'descr': ${descr}, 'fortran_order': False, 'shape': ${shape}, }\n`;
  const start = Buffer.from('\x93NUMPY\x02\x00\0\0\0\0', 'latin1');
  start.writeUInt32LE(length ?? header.length, 8);
  return Buffer.concat([start, Buffer.from(header), bytes]);
}

interface Member {
  readonly name: string;
  readonly packed: Buffer;
  /** The size that the archive claims. */
  readonly size: number;
  readonly crc?: number;
}

/** A zip archive of deflated members. */
function zip(members: readonly Member[], claimedCount = members.length): Buffer {
  const parts: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, packed, size, crc = 0 } of members) {
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc, 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(size, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), fields, rest, Buffer.from(name)]));
    parts.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(claimedCount & 0xffff, 8);
  end.writeUInt16LE(claimedCount & 0xffff, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, directory, end]);
}

/** An array of zeros, a thousandth of its size when packed; the archive may claim another size. */
function bomb(megabytes: number, claimed?: number): Member {
  const content = npy(`(${megabytes * 131072},)`, Buffer.alloc(megabytes * 2 ** 20));
  return { name: 'x.npy', packed: deflateRawSync(content), size: claimed ?? content.length, crc: crc32(content) };
}

const csv = (content: string | Buffer): Pick<FileSeed, 'name' | 'bytes' | 'config'> => ({
  name: 'x.csv',
  bytes: Buffer.from(content),
  config: config({ task: 'file', path: 'x.csv' }),
});
const lines = (content: string): Pick<FileSeed, 'name' | 'bytes' | 'config'> => ({
  name: 'x.jsonl',
  bytes: Buffer.from(content),
  config: config({ task: 'file', path: 'x.jsonl' }),
});
const array = (bytes: Buffer): Pick<FileSeed, 'name' | 'bytes' | 'config'> => ({
  name: 'x.npy',
  bytes,
  config: config({ task: 'file', inputs: 'x.npy' }),
});
const archive = (bytes: Buffer): Pick<FileSeed, 'name' | 'bytes' | 'config'> => ({
  name: 'x.npz',
  bytes,
  config: config({ task: 'file', inputs: 'x.npz#x' }),
});
const weights = (name: string, bytes: Buffer): Pick<FileSeed, 'name' | 'bytes' | 'config'> => ({
  name,
  bytes,
  config: config({ task: 'parity' }, { weights: name }),
});
const text = (content: Buffer | string): Pick<FileSeed, 'name' | 'bytes' | 'config'> => ({
  name: 'x.txt',
  bytes: Buffer.from(content),
  config: config({ task: 'text', path: 'x.txt', length: 8, alphabet: 16 }),
});
const safetensors = (header: string, size = BigInt(header.length)): Buffer => {
  const start = Buffer.alloc(8);
  start.writeBigUInt64LE(size);
  return Buffer.concat([start, Buffer.from(header), Buffer.alloc(64)]);
};
const parquet = (footer: Buffer, size = footer.length): Pick<FileSeed, 'name' | 'bytes' | 'config'> => {
  const end = Buffer.alloc(4);
  end.writeUInt32LE(size >>> 0);
  return {
    name: 'x.parquet',
    bytes: Buffer.concat([Buffer.from('PAR1'), footer, end, Buffer.from('PAR1')]),
    config: config({ task: 'file', path: 'x.parquet' }),
  };
};

/** Files that are hostile on purpose: huge headers, bombs, nesting, wrong lengths, control characters. */
export function madeFiles(): readonly FileSeed[] {
  const made: Record<string, Pick<FileSeed, 'name' | 'bytes' | 'config'>> = {
    'a shape of 2^80 numbers': array(npy('(1099511627776, 1099511627776)')),
    'a shape beyond every number': array(npy(`(${'9'.repeat(400)}, 2)`)),
    'a negative shape': array(npy('(-4, 3)')),
    'a shape of 5000 axes': array(npy(`(${'1,'.repeat(5000)})`)),
    'a shape of ten million sequences of nothing': array(npy('(10000000, 0)')),
    'a header of 4 GB': array(npy('(4, 3)', Buffer.alloc(96), "'<f8'", 0xffffffff)),
    'a header of blanks': array(npy(`(4, 3)${' '.repeat(3_000_000)}`)),
    'a header of brackets': array(npy('('.repeat(200_000))),
    'a type of an escape': array(npy('(4, 3)', Buffer.alloc(96), "'\u001b[2J\u202e'")),
    'a type of 10^9 letters': array(npy('(4, 3)', Buffer.alloc(96), "'<U1000000000'")),
    'numbers that are not': array(npy('(4, 3)', Buffer.alloc(96, 0xff))),
    'a bomb of 400 MB': archive(zip([bomb(400)])),
    'a bomb that claims 1 kB': archive(zip([bomb(200, 1000)])),
    'a bomb that claims 4 GB': archive(zip([bomb(1, 0xfffffffe)])),
    'sixty bombs': archive(zip(Array.from({ length: 60 }, (_, i) => ({ ...bomb(20), name: `a${i}.npy` })))),
    'a zip of 65535 members that are not there': archive(zip([bomb(1)], 65535)),
    'a zip with no members': archive(zip([])),
    'a zip with a name that climbs': archive(zip([{ ...bomb(1), name: '../../x.npy' }])),
    'a zip with a name of escapes': archive(zip([{ ...bomb(1), name: '\u001b[31m\u202e.npy' }])),
    'twenty thousand members': archive(
      zip(Array.from({ length: 20_000 }, (_, i) => ({ name: `${i}.npy`, packed: Buffer.from([3, 0]), size: 0 }))),
    ),
    'a line of brackets': lines(`{"inputs": ${'['.repeat(500_000)}`),
    'a line of objects': lines('{"a":'.repeat(200_000)),
    'a line of 6 MB': lines(`{"inputs": [${'1,'.repeat(3_000_000)}1]}`),
    'a string that never ends': lines(`{"inputs": "${'\\"'.repeat(2_000_000)}`),
    'a million empty lines': lines('\n'.repeat(1_000_000)),
    'a million lines without keys': lines('{}\n'.repeat(1_000_000)),
    'keys of a prototype': lines('{"__proto__": {"inputs": [1, 2]}, "constructor": [1]}\n'.repeat(20)),
    'keys of escapes': lines('{"\\u001b[2J\\u202e": [1, 2]}\n'.repeat(20)),
    'half a surrogate': lines('{"inputs": ["\\ud800", "\\udfff"]}\n'.repeat(20)),
    'a table of a hundred thousand columns': csv(
      `${Array.from({ length: 100_000 }, (_, i) => `c${i}`).join(',')}\n${'1,'.repeat(99_999)}1\n`,
    ),
    'a quotation mark that is never closed': csv(`a,b\n"${'1,2\n'.repeat(500_000)}`),
    'a field of 10 MB': csv(`a,b\n1,${'x'.repeat(10_000_000)}\n`),
    'a table of separators': csv(','.repeat(500_000)),
    'a table of line ends': csv('\r'.repeat(2_000_000)),
    'names of escapes': csv('\u001b[31m,\u202ey\n1,2\n3,4\n'),
    'names of formulas': csv('=cmd(),+1\n1,2\n3,4\n'),
    'names of a prototype': csv('__proto__,constructor,toString\n1,2,3\n4,5,6\n'),
    'the same name ten thousand times': csv(`${'a,'.repeat(10_000)}a\n`),
    'sequences of one step each': csv(`sequence,a\n${Array.from({ length: 50_000 }, (_, i) => `${i},1`).join('\n')}`),
    'null characters': csv(Buffer.alloc(1_000_000)),
    'bytes that are no UTF-8': csv(Buffer.alloc(1_000_000, 0xfe)),
    'a mark of UTF-16 alone': csv(Buffer.from([0xff, 0xfe])),
    'numbers of 100 000 digits': csv(`a,b\n${'9'.repeat(100_000)},1\n2,3\n`),
    'a text of one symbol': text('a'.repeat(1_000_000)),
    'a text of every symbol': text(
      Array.from({ length: 200_000 }, (_, i) => String.fromCodePoint(0x20000 + (i % 40_000))).join(''),
    ),
    'a text of surrogates': text(Buffer.from('\ud800'.repeat(10_000), 'utf16le')),
    'a text of one character': text('a'),
    'a text packed by gzip': text(gzipSync(Buffer.alloc(2 ** 24))),
    'a header of 2^63 bytes': weights('w.safetensors', safetensors('{}', 2n ** 63n)),
    'a header of brackets in weights': weights('w.safetensors', safetensors(`{"a":${'['.repeat(100_000)}`)),
    'offsets beyond the file': weights(
      'w.safetensors',
      safetensors('{"a":{"dtype":"F32","shape":[4],"data_offsets":[9007199254740000,9007199254740016]}}'),
    ),
    'offsets that go back': weights(
      'w.safetensors',
      safetensors('{"a":{"dtype":"F32","shape":[4],"data_offsets":[16,0]}}'),
    ),
    'a shape of a negative size': weights(
      'w.safetensors',
      safetensors('{"a":{"dtype":"F32","shape":[-4],"data_offsets":[0,16]}}'),
    ),
    'arrays of a prototype': weights(
      'w.safetensors',
      safetensors('{"__proto__":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}'),
    ),
    'a pickle that runs a program': weights(
      'w.pt',
      zip([
        {
          name: 'a/data.pkl',
          packed: deflateRawSync(Buffer.from("cos\nsystem\n(S'id'\ntR.", 'latin1')),
          size: 21,
          crc: crc32(Buffer.from("cos\nsystem\n(S'id'\ntR.", 'latin1')),
        },
      ]),
    ),
    'a pickle of marks': weights(
      'w.pt',
      (() => {
        const content = Buffer.concat([Buffer.from([0x80, 2]), Buffer.alloc(2_000_000, '(')]);
        return zip([
          { name: 'a/data.pkl', packed: deflateRawSync(content), size: content.length, crc: crc32(content) },
        ]);
      })(),
    ),
    'a pickle that asks for 2^60 bytes': weights(
      'w.pt',
      (() => {
        const content = Buffer.from([0x80, 4, 0x8e, 0, 0, 0, 0, 0, 0, 0, 16]);
        return zip([
          { name: 'a/data.pkl', packed: deflateRawSync(content), size: content.length, crc: crc32(content) },
        ]);
      })(),
    ),
    'HDF5 of noise': weights(
      'w.h5',
      Buffer.concat([
        Buffer.from('\x89HDF\r\n\x1a\n', 'latin1'),
        Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 151) % 256)),
      ]),
    ),
    'a footer of 4 GB': parquet(Buffer.alloc(64, 1), 0xffffffff),
    'a footer of noise': parquet(Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 89 + 7) % 256))),
    'a footer of lists in lists': parquet(Buffer.alloc(100_000, 0x19)),
    'a footer of structures': parquet(Buffer.alloc(100_000, 0x1c)),
  };
  return Object.entries(made).map(([format, file]) => ({ format, ...file }));
}
