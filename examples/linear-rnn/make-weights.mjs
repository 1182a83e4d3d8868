// Writes weights.npz beside this file: kernel 1, recurrent kernel .9, bias 0, as float64. Run: node make-weights.mjs
// The same from Python:
// weights = {'line/kernel': [[1.0]], 'line/recurrentKernel': [[0.9]], 'line/bias': [0.0]}
// numpy.savez('weights.npz', **weights)
import { writeFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';

const arrays = { 'line/kernel': ['(1, 1)', 1], 'line/recurrentKernel': ['(1, 1)', 0.9], 'line/bias': ['(1,)', 0] };
const parts = [];
const directory = [];
let offset = 0;
for (const [key, [shape, value]] of Object.entries(arrays)) {
  const header = `{'descr': '<f8', 'fortran_order': False, 'shape': ${shape}, }`.padEnd(117) + '\n';
  const element = Buffer.alloc(8);
  element.writeDoubleLE(value);
  const magic = Buffer.from('\x93NUMPY\x01\x00', 'latin1');
  const npy = Buffer.concat([magic, Buffer.from([header.length, 0]), Buffer.from(header), element]);
  const name = Buffer.from(`${key}.npy`);
  // Version needed, flags, method (stored), time, date (1 January 1980), checksum, sizes, lengths of the name and the
  // extra field.
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(0x21, 8);
  fields.writeUInt32LE(crc32(npy), 10);
  fields.writeUInt32LE(npy.length, 14);
  fields.writeUInt32LE(npy.length, 18);
  fields.writeUInt16LE(name.length, 22);
  parts.push(Buffer.from('PK\x03\x04', 'latin1'), fields, name, npy);
  const place = Buffer.alloc(14);
  place.writeUInt32LE(offset, 10);
  directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, place, name);
  offset += 30 + name.length + npy.length;
}
const entries = Buffer.concat(directory);
const end = Buffer.alloc(22);
end.write('PK\x05\x06', 'latin1');
end.writeUInt16LE(3, 8);
end.writeUInt16LE(3, 10);
end.writeUInt32LE(entries.length, 12);
end.writeUInt32LE(offset, 16);
writeFileSync(new URL('weights.npz', import.meta.url), Buffer.concat([...parts, entries, end]));
