import fc from 'fast-check';
import { createHash as nodeHash } from 'node:crypto';
import { crc32 as nodeCrc32 } from 'node:zlib';
import { parse } from 'csv-parse';
import { beforeEach, describe, expect, it } from 'vitest';
import { createHash } from '../../../src/browser/crypto';
import { FileError, type FileFacts, type FileSource, useFiles } from '../../../src/browser/files';
import { mkdir, open, readdir, readFile, realpath, rename, rm, stat, writeFile } from '../../../src/browser/fsPromises';
import { pipeline, Readable } from '../../../src/browser/stream';
import { crc32 } from '../../../src/browser/zlib';

/** Files in memory; folders are there with their files. */
class Memory implements FileSource {
  private readonly held = new Map<string, Uint8Array>();

  facts(path: string): Promise<FileFacts> {
    const bytes = this.held.get(path);
    if (bytes) return Promise.resolve({ type: 'file', size: bytes.length, time: 7 });
    const within = [...this.held.keys()].some((name) => name.startsWith(`${path}/`));
    return within
      ? Promise.resolve({ type: 'folder', size: 0, time: 7 })
      : Promise.reject(new FileError('ENOENT', path));
  }

  read(path: string): Promise<Uint8Array> {
    const bytes = this.held.get(path);
    return bytes ? Promise.resolve(bytes) : Promise.reject(new FileError('ENOENT', path));
  }

  list(path: string): Promise<string[]> {
    const within = [...this.held.keys()].filter((name) => name.startsWith(`${path}/`));
    return Promise.resolve([...new Set(within.map((name) => name.slice(path.length + 1).split('/')[0]))]);
  }

  write(path: string, bytes: Uint8Array): Promise<void> {
    this.held.set(path, bytes);
    return Promise.resolve();
  }

  remove(path: string): Promise<void> {
    return this.held.delete(path) ? Promise.resolve() : Promise.reject(new FileError('ENOENT', path));
  }

  async rename(from: string, to: string): Promise<void> {
    await this.write(to, await this.read(from));
    await this.remove(from);
  }

  createFolder(): Promise<void> {
    return Promise.resolve();
  }
}

describe("what stands in for Node's files", () => {
  beforeEach(() => useFiles(new Memory()));

  it('reads what was written', async () => {
    await mkdir('/a');
    await writeFile('/a/b.txt', 'größer');
    expect(await readFile('/a/b.txt', 'utf8')).toBe('größer');
    expect(await stat('/a/b.txt')).toMatchObject({ size: 8, mtimeMs: 7 });
    expect((await stat('/a')).isDirectory()).toBe(true);
    expect(await readdir('/a')).toEqual(['b.txt']);
    await rename('/a/b.txt', '/a/c.txt');
    expect(await realpath('/a/c.txt')).toBe('/a/c.txt');
  });

  it("fails with Node's codes", async () => {
    await writeFile('/a/b.txt', '');
    await expect(readFile('/none')).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(readFile('/a')).rejects.toMatchObject({ code: 'EISDIR' });
    await expect(rm('/none')).rejects.toMatchObject({ code: 'ENOENT' });
    await rm('/none', { force: true });
  });

  it('reads an open file at any place, up to its end', async () => {
    await writeFile('/a', Uint8Array.of(1, 2, 3, 4, 5));
    const file = await open('/a');
    const { buffer, bytesRead } = await file.read(new Uint8Array(6), 1, 4, 3);
    expect([bytesRead, ...buffer]).toEqual([2, 0, 4, 5, 0, 0, 0]);
    expect((await file.read(new Uint8Array(1), 0, 1, 5)).bytesRead).toBe(0);
    await file.close();
    expect(await readFile('/a')).toHaveLength(5);
  });

  it('keeps what is written to an open file once it is closed', async () => {
    const file = await open('/a', 'wx');
    await file.writeFile(Uint8Array.of(1, 2));
    await file.writeFile(Uint8Array.of(3));
    await expect(readFile('/a')).rejects.toThrow('ENOENT');
    await file.close();
    expect([...(await readFile('/a'))]).toEqual([1, 2, 3]);
  });
});

describe("what stands in for Node's checksums", () => {
  it("gives Node's", () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (a, b) => {
        expect(crc32(a)).toBe(nodeCrc32(a));
        expect(createHash().update(a).update(b).digest('hex')).toBe(
          nodeHash('sha256').update(a).update(b).digest('hex'),
        );
      }),
    );
  });
});

describe('rows of a parser', () => {
  async function* pieces(text: string, size: number) {
    const bytes = new TextEncoder().encode(text);
    for (let at = 0; at < bytes.length; at += size) {
      await Promise.resolve();
      yield bytes.subarray(at, at + size);
    }
  }

  it('come in order, however the text is cut', async () => {
    for (const size of [1, 3, 1000]) {
      const read: unknown[] = [];
      await pipeline(Readable.from(pieces('a,b\n1,2\n3,4\n', size)), parse(), async (rows) => {
        for await (const row of rows) read.push(row);
      });
      expect(read).toEqual([
        ['a', 'b'],
        ['1', '2'],
        ['3', '4'],
      ]);
    }
  });

  it('end with the failure of the pieces, of the parser or of the reader', async () => {
    const nothing = async (rows: AsyncIterable<unknown>) => {
      for await (const row of rows) expect(row).toBeDefined();
    };
    await expect(pipeline(Readable.from(pieces('a"b,c\n', 2)), parse(), nothing)).rejects.toThrow('Quote');
    await expect(
      pipeline(Readable.from(pieces('a\nb\n', 2)), parse(), async (rows) => {
        for await (const row of rows) throw new Error(String(row));
      }),
    ).rejects.toThrow('a');
    const broken = (async function* () {
      await Promise.resolve();
      yield new Uint8Array();
      throw new Error('cut off');
    })();
    await expect(pipeline(broken, parse(), nothing)).rejects.toThrow('cut off');
  });
});
