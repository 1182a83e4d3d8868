// Writes the data of this example: 3200 sequences of 5 normal numbers, and whether their sum is above zero.
// Run it from anywhere: node make-data.mjs
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [count, length] = [3200, 5];
let state = 7;
const uniform = () => {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return (((mixed ^ (mixed >>> 14)) >>> 0) + 0.5) / 4294967296;
};
const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());

const numbers = Float32Array.from({ length: count * length }, normal);
const sumOf = (i) => numbers.subarray(i * length, (i + 1) * length).reduce((sum, value) => sum + value, 0);
const above = Uint8Array.from({ length: count }, (_, i) => Number(sumOf(i) > 0));

/** The .npy format, version 1.0: magic, header of a multiple of 64 bytes, then the values. */
function npy(descr, shape, values) {
  const sizes = `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`;
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${sizes}, }`;
  const header = text.padEnd(Math.ceil((text.length + 11) / 64) * 64 - 11) + '\n';
  const start = Buffer.alloc(10);
  start.write('\x93NUMPY\x01\x00', 'latin1');
  start.writeUInt16LE(header.length, 8);
  return Buffer.concat([start, Buffer.from(header, 'latin1'), Buffer.from(values.buffer)]);
}

writeFileSync(join(import.meta.dirname, 'numbers.npy'), npy('<f4', [count, length], numbers));
writeFileSync(join(import.meta.dirname, 'above.npy'), npy('|u1', [count], above));
