// Writes pixels.npy and permuted.npy beside this file from rows.npy: every image as a sequence of its 64 pixels, row by
// row, and in one random order that all images share (Le, Jaitly and Hinton 2015).
// Run: node make-sequences.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const images = 1797;
const pixels = 64;
const bytes = readFileSync(join(here, 'rows.npy'));
// Half-precision numbers behind the header, [1797, 8, 8].
const values = bytes.subarray(bytes.length - 2 * images * pixels);

/**
 * A .npy file of format 1.0 with these half-precision numbers as [1797, 64, 1].
 * @param {Buffer} numbers
 */
function npy(numbers) {
  const text = `{'descr': '<f2', 'fortran_order': False, 'shape': (${images}, ${pixels}, 1), }`;
  const length = Math.ceil((11 + text.length) / 64) * 64 - 10;
  const header = Buffer.alloc(10 + length, ' ');
  header.write('\x93NUMPY\x01\x00', 0, 'latin1');
  header.writeUInt16LE(length, 8);
  header.write(text, 10, 'latin1');
  header.write('\n', 9 + length, 'latin1');
  return Buffer.concat([header, numbers]);
}

// Fisher and Yates's shuffle by a linear congruential generator (Press et al. 2007, section 7.1), so that every machine
// draws the same order.
const order = Array.from({ length: pixels }, (_, i) => i);
let state = 1;
for (let i = pixels - 1; i > 0; i--) {
  state = (Math.imul(1664525, state) + 1013904223) >>> 0;
  const other = Math.floor((state / 2 ** 32) * (i + 1));
  [order[i], order[other]] = [order[other], order[i]];
}

const permuted = Buffer.alloc(values.length);
for (let image = 0; image < images; image++)
  order.forEach((pixel, step) =>
    values.copy(permuted, 2 * (image * pixels + step), 2 * (image * pixels + pixel), 2 * (image * pixels + pixel + 1)),
  );
writeFileSync(join(here, 'pixels.npy'), npy(values));
writeFileSync(join(here, 'permuted.npy'), npy(permuted));
