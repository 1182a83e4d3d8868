import { expect, it } from 'vitest';
import { inEnglish, type Sentence } from '../../../src/base/sentence';
import { InputError } from '../../../src/base/userError';
import { assembleSequences } from '../../../src/data/files/realSequences';

const [samples, length] = [12, 6];
const lengths = Int32Array.from({ length: samples }, (_, row) => 2 + (row % 5));

/** Symbols from 1 at the real steps, which stand in front or behind; elsewhere what `padding` gives. */
function said(isFront: boolean, padding: (at: number) => number): string {
  const values = Float64Array.from({ length: samples * length }, (_, at) => {
    const [row, step] = [Math.floor(at / length), at % length];
    const real = isFront ? step >= length - lengths[row] : step < lengths[row];
    return real ? 1 + ((at * 7 + row) % 3) : padding(at);
  });
  const warnings: Sentence[] = [];
  const blame = (_: number, what: Sentence): InputError => new InputError(what);
  assembleSequences({ values, samples, length, features: 1, integers: true, blame }, lengths, undefined, warnings);
  return warnings.map(inEnglish).join(' ');
}

it('says that padding stands in front where lengths say that it stands behind', () => {
  expect(said(true, () => 0)).toContain('by "mask" in place of "lengths"');
});

it('says nothing of padding behind, whatever stands there', () => {
  expect(said(false, () => 0)).not.toContain('mask');
  expect(said(false, (at) => 1 + (at % 3))).not.toContain('mask');
});
