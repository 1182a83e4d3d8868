import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entryTarget, extractZipEntry, readZipDirectory } from '../../../src/runtime/zip';

/** A zip archive with the given files, after PKWARE APPNOTE 4.3. */
function zipOf(files: readonly { name: string; content: Buffer; deflate: boolean }[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, deflate } of files) {
    const data = deflate ? deflateRawSync(content) : content;
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(deflate ? 8 : 0, 4);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(content.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), data]);
    const position = Buffer.alloc(14);
    position.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), fields, position, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(Buffer.concat(directory).length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, ...directory, Buffer.from('PK\x05\x06'), end]);
}

describe('zip', () => {
  let folder: string;
  let archive: string;
  const text = Buffer.from('recurrent '.repeat(5000));
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zip-'));
    archive = join(folder, 'a.zip');
    await writeFile(
      archive,
      zipOf([
        { name: 'stored.txt', content: Buffer.from('as it is'), deflate: false },
        { name: 'deep/deflated.txt', content: text, deflate: true },
        { name: 'empty', content: Buffer.alloc(0), deflate: false },
      ]),
    );
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  it('extracts stored, deflated and empty files', async () => {
    const entries = await readZipDirectory(archive);
    expect(entries.map((entry) => entry.name)).toEqual(['stored.txt', 'deep/deflated.txt', 'empty']);
    const targets = entries.map((entry) => join(folder, 'out', entry.name));
    for (const [i, entry] of entries.entries()) await extractZipEntry(archive, entry, targets[i]);
    expect(await readFile(targets[0], 'utf8')).toBe('as it is');
    expect(await readFile(targets[1])).toEqual(text);
  });

  it('refuses what is cut short, or no archive', async () => {
    const [, entry] = await readZipDirectory(archive);
    const torn = join(folder, 'torn.zip');
    await writeFile(torn, await readFile(archive));
    await truncate(torn, entry.offset + 60);
    await expect(readZipDirectory(torn)).rejects.toThrow('not a zip archive');
    await expect(extractZipEntry(torn, entry, join(folder, 'torn.txt'))).rejects.toThrow();
  });

  it('keeps names inside the folder', () => {
    expect(entryTarget('/f', 'a/b.h')).toBe(join('/f', 'a', 'b.h'));
    for (const name of ['../x', 'a/../../x', '/etc/x', 'C:x', 'a\\..\\x'])
      expect(entryTarget('/f', name)).toBeUndefined();
  });
});
