// Writes sensors.csv, symbols.npy and larger.npy beside this file: the same bytes every time. Run: node make-data.mjs
import { writeFileSync } from 'node:fs';

let state = 1;
/** Uniform on [0, 1): mulberry32. */
function uniform() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const here = (name) => new URL(name, import.meta.url);

const rows = ['sequence,left,right,label'];
for (let sequence = 1; sequence <= 800; sequence++) {
  const steps = Array.from({ length: 8 }, () => [uniform() - uniform(), uniform() - uniform()]);
  const label = steps.reduce((sum, [left, right]) => sum + left - right, 0) > 0 ? 1 : 0;
  for (const [left, right] of steps) rows.push(`${sequence},${left.toFixed(3)},${right.toFixed(3)},${label}`);
}
writeFileSync(here('sensors.csv'), rows.join('\n') + '\n');

const [samples, length, alphabet] = [1600, 10, 5];
const symbols = Uint8Array.from({ length: samples * length }, () => Math.floor(uniform() * alphabet));
const larger = symbols.map((symbol, i) => (i % length === 0 ? symbol : Math.max(symbol, symbols[i - 1])));
/** The .npy format: magic, version, length of the header, the header, the elements. */
function npy(data) {
  const header = `{'descr': '|u1', 'fortran_order': False, 'shape': (${samples}, ${length}), }`.padEnd(117) + '\n';
  const magic = Buffer.from('\x93NUMPY\x01\x00', 'latin1');
  return Buffer.concat([magic, Buffer.from([header.length, 0]), Buffer.from(header), data]);
}
writeFileSync(here('symbols.npy'), npy(symbols));
writeFileSync(here('larger.npy'), npy(larger));
