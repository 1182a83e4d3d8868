import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { activations, codes } from '../../../../src/models/kernels/wasm/operations';

const sourceOf = (file: string): string =>
  readFileSync(new URL(`../../../../kernels/recurrent/${file}`, import.meta.url), 'utf8');

/** The numbered constants of an AssemblyScript file, `LSTM_FORWARD` as `lstmForward`. */
function numbered(source: string): Record<string, number> {
  return Object.fromEntries(
    Array.from(source.matchAll(/^(?:export )?const ([A-Z_]+): i32 = (\d+);$/gm), ([, name, value]) => [
      name.toLowerCase().replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      Number(value),
    ]),
  );
}

describe('the program of the recurrent kernels', () => {
  it('is written in the numbers that the kernels read', () => {
    expect(numbered(sourceOf('index.ts'))).toEqual({ ...codes });
  });

  it('has one number per operation, and each is run', () => {
    const source = sourceOf('index.ts');
    const names = Object.keys(numbered(source));
    expect(new Set(Object.values(codes)).size).toBe(names.length);
    const run = Array.from(source.matchAll(/(?:case|code ==) ([A-Z_]+)\b/g), ([, name]) => name);
    const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
    expect(run.toSorted()).toEqual(names.map(snake).toSorted());
  });

  it('names the activations by the same numbers', () => {
    expect(numbered(sourceOf('activation.ts'))).toEqual({ ...activations });
  });
});
