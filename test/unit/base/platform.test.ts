import fc from 'fast-check';
import { createHash, randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { platform as browser } from '../../../src/base/platform/browser';
import { platform as node } from '../../../src/base/platform/node';
import { sha256Of } from '../../../src/base/platform/sha256';
import { sharedMemory } from '../../../src/base/sharedMemory';

describe('sha256Of', () => {
  it('gives the digests of FIPS 180-4', () => {
    expect(sha256Of(new TextEncoder().encode('abc'))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
    expect(sha256Of(new Uint8Array())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it("agrees with Node's for every number of bytes about a block", () => {
    for (let length = 0; length <= 130; length++) {
      const bytes = Uint8Array.from({ length }, (_, i) => 37 * i + length);
      expect(sha256Of(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
    }
  });
});

describe('the platform', () => {
  it('names the same things in Node and in a browser', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => browser.sha256(text) === node.sha256(text)));
  });

  it('reads base 64 in Node and in a browser alike', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const text = Buffer.from(bytes).toString('base64');
        expect([...browser.bytesOf(text)]).toEqual([...bytes]);
        expect([...node.bytesOf(text)]).toEqual([...bytes]);
      }),
    );
  });

  it('lets messages that wait be handled before the next turn', async () => {
    for (const platform of [browser, node]) {
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 0);
      for (let turn = 0; !controller.signal.aborted && turn < 1e6; turn++) await platform.nextTurn();
      expect(controller.signal.aborted).toBe(true);
    }
  });

  it('has one core in a page that is not isolated', () => {
    expect(browser.cores()).toBe(1);
  });

  async function* pieces(bytes: Uint8Array, size: number) {
    for (let at = 0; at < bytes.length; at += size) {
      await Promise.resolve();
      yield bytes.subarray(at, at + size);
    }
  }

  it.each([
    ['Node', node],
    ['a browser', browser],
  ])('unpacks raw deflate in %s, and fails where it is damaged or cut short', async (_, platform) => {
    const unpacked = async (packed: Uint8Array, size = 7) => {
      const all: Uint8Array[] = [];
      for await (const piece of platform.inflateRaw(pieces(packed, size))) all.push(piece);
      return Buffer.concat(all);
    };
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.integer({ min: 1, max: 50 }), async (bytes, size) => {
        expect((await unpacked(deflateRawSync(bytes), size)).equals(bytes)).toBe(true);
      }),
    );
    const packed = deflateRawSync(randomBytes(1000));
    await expect(unpacked(packed.subarray(0, 500))).rejects.toThrow();
    // Blocks of type 3 are not defined (RFC 1951, section 3.2.3).
    await expect(unpacked(Uint8Array.of(7, 7, 7))).rejects.toThrow();
  });

  it.each([
    ['Node', node],
    ['a browser', browser],
  ])('unpacks no more than is read in %s, and fails as what it reads does', async (_, platform) => {
    let asked = 0;
    async function* zeros() {
      const packed = deflateRawSync(new Uint8Array(2 ** 28));
      for await (const piece of pieces(packed, 2 ** 10)) {
        asked++;
        yield piece;
      }
    }
    for await (const piece of platform.inflateRaw(zeros())) if (piece.length > 0) break;
    // Of 256 KB: the streams ask ahead by what they hold.
    expect(asked).toBeLessThan(128);
    async function* failing() {
      yield* pieces(deflateRawSync(randomBytes(100)), 50);
      throw new Error('The file is gone.');
    }
    const all = async () => {
      for await (const piece of platform.inflateRaw(failing())) expect(piece.length).toBeGreaterThan(0);
    };
    await expect(all()).rejects.toThrow('The file is gone.');
  });

  it('starts a thread that has what it was given', async () => {
    const thread = node.startThread('if (given.answer === 42) ready();', { answer: 42 }, 'test');
    await thread.ready();
    const end = new Promise((resolve) => thread.onEnd(resolve));
    await thread.terminate();
    expect(await end).toBe('it ended');
    await expect(node.startThread('throw new Error("no")', 0, 'test').ready()).rejects.toThrow('no');
  });
});

it('is memory of one thread where none is shared', () => {
  const { SharedArrayBuffer: shared } = globalThis;
  try {
    Reflect.deleteProperty(globalThis, 'SharedArrayBuffer');
    expect(sharedMemory(8)).toBeInstanceOf(ArrayBuffer);
  } finally {
    globalThis.SharedArrayBuffer = shared;
  }
  expect(sharedMemory(8)).toBeInstanceOf(SharedArrayBuffer);
});
