import fc from 'fast-check';
import { posix } from 'node:path';
import { expect, it } from 'vitest';
import path from '../../../src/browser/path';

const part = fc.constantFrom('a', 'b', '.', '..', '', '.c', 'd.e', 'f.', 'g.tar.gz', 'two words');
const any = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('/'));
const absolute = any.map((text) => `/${text}`);

it.each(['isAbsolute', 'dirname', 'basename', 'extname'] as const)("answers %s as Node's module does", (name) => {
  fc.assert(
    fc.property(fc.oneof(any, absolute), (text) => {
      fc.pre(!/\/[/.]*$/.test(text));
      expect(path[name](text)).toBe(posix[name](text));
    }),
  );
});

it("joins, resolves and compares as Node's module does", () => {
  fc.assert(
    fc.property(absolute, any, fc.oneof(any, absolute), (from, middle, to) => {
      expect(path.resolve(from, middle, to)).toBe(posix.resolve(from, middle, to));
      expect(path.relative(from, path.resolve(from, to))).toBe(posix.relative(from, posix.resolve(from, to)));
      expect(path.join(from, middle)).toBe(posix.join(from, middle).replace(/(.)\/$/, '$1'));
    }),
  );
});

it('keeps two slashes at the start, as POSIX has them', () => {
  for (const text of ['//b', '//b/c', 'a//b', '///b']) expect(path.dirname(text)).toBe(posix.dirname(text));
});

it('takes a suffix away', () => {
  for (const [name, suffix] of [
    ['/a/b.rnn.json', '.rnn.json'],
    ['b.json', '.txt'],
  ])
    expect(path.basename(name, suffix)).toBe(posix.basename(name, suffix));
});
