import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Redis } from 'ioredis';
import { readConfig } from '../../config/readConfig';
import { contentHash, dataFiles } from '../../data/dataFiles';
import { resolveDataPath } from '../../data/files/dataPath';
import { openRegularFile } from '../../data/files/openFile';
import type { SweptFile } from './sweepJob';

/** Bytes of a chunk: one command of Redis must not hold others up. */
const chunkBytes = 2 ** 20;
/** Larger files are not sent through the memory of Redis: workers need a folder that holds them (`--data`). */
const largestFile = 2 ** 29;
/** Time for which a file stays in Redis after it was last asked for, s. */
const keptFor = 86_400;

const chunksKey = (hash: string): string => `rnn-infoflow:file:${hash}`;

const resolved = (configPath: string, name: string): Promise<string> =>
  resolveDataPath(name, { configFolder: path.dirname(configPath) });

/** The files that a config reads, by their names in it and the hashes of their contents. @throws InputError */
export async function filesOfConfig(configPath: string, configText: string): Promise<SweptFile[]> {
  const { config } = readConfig(configText);
  if (!config) return [];
  const { weights } = config.model;
  const names = [...dataFiles(config.data), ...(weights === undefined ? [] : [weights])];
  return Promise.all(
    [...new Set(names)].map(async (name) => {
      const file = await resolved(configPath, name);
      return { name, hash: await contentHash(file), bytes: (await stat(file)).size };
    }),
  );
}

/** Puts the files into Redis, in chunks under the hashes of their contents, unless they are there. */
export async function sendFiles(redis: Redis, configPath: string, files: readonly SweptFile[]): Promise<void> {
  for (const { name, hash, bytes } of files) {
    if (bytes > largestFile) continue;
    const key = chunksKey(hash);
    // The number of chunks is written last, so that a file that is half sent is sent again.
    if ((await redis.hexists(key, 'count')) === 0) await sendChunks(redis, key, await resolved(configPath, name));
    await redis.expire(key, keptFor);
  }
}

async function sendChunks(redis: Redis, key: string, file: string): Promise<void> {
  const handle = await openRegularFile(file);
  try {
    let count = 0;
    for (;;) {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(chunkBytes), 0, chunkBytes, count * chunkBytes);
      if (bytesRead === 0) break;
      await redis.hset(key, String(count++), buffer.subarray(0, bytesRead));
    }
    await redis.hset(key, 'count', count);
  } finally {
    await handle.close();
  }
}

/** The folders of files of jobs; what several chains need at the same time is fetched once. */
export class FileFolders {
  private readonly underWay = new Map<string, Promise<string>>();

  constructor(
    private readonly redis: Redis,
    private readonly folders: { readonly dataFolder: string; readonly cacheFolder: string },
  ) {}

  /**
   * A folder with the files of a job: `dataFolder` where it has the same, else one in `cacheFolder` that they are
   * fetched into. Where Redis has them no longer, `dataFolder` too: the training then says what is missing.
   * @throws Error of the file system where they cannot be written
   */
  of(files: readonly SweptFile[]): Promise<string> {
    const listed = JSON.stringify(files.map(({ name, hash }) => [name, hash]));
    const begun = this.underWay.get(listed);
    if (begun) return begun;
    const folder = this.find(files, listed).finally(() => this.underWay.delete(listed));
    this.underWay.set(listed, folder);
    return folder;
  }

  private async find(files: readonly SweptFile[], listed: string): Promise<string> {
    const { dataFolder, cacheFolder } = this.folders;
    if (!files.every(({ name }) => isWithin(name)) || (await hasAll(dataFolder, files))) return dataFolder;
    const folder = path.join(cacheFolder, createHash('sha256').update(listed).digest('hex').slice(0, 32));
    if (await hasAll(folder, files)) return folder;
    for (const file of files) if (!(await fetched(this.redis, folder, file))) return dataFolder;
    return folder;
  }
}

/** A name of another machine must not lead out of the folder. */
const isWithin = (name: string): boolean =>
  !path.isAbsolute(name) && !name.includes('\0') && !path.normalize(name).split(/[\\/]/).includes('..');

async function hasAll(folder: string, files: readonly SweptFile[]): Promise<boolean> {
  for (const { name, hash } of files) {
    const found = await resolveDataPath(name, { configFolder: folder })
      .then((file) => contentHash(file))
      .catch(() => undefined);
    if (found !== hash) return false;
  }
  return true;
}

/** Writes a file under another name first, so that no one reads half of it; false where its chunks are not whole. */
async function fetched(redis: Redis, folder: string, { name, hash: expected }: SweptFile): Promise<boolean> {
  const key = chunksKey(expected);
  const count = Number(await redis.hget(key, 'count'));
  if (!Number.isSafeInteger(count) || count <= 0) return false;
  const target = path.join(folder, name);
  const beside = `${target}.${randomUUID()}.part`;
  await mkdir(path.dirname(target), { recursive: true });
  const hash = createHash('sha256');
  const file = await open(beside, 'wx');
  try {
    for (let i = 0; i < count; i++) {
      const chunk = await redis.hgetBuffer(key, String(i));
      if (!chunk) return false;
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    if (hash.digest('hex') !== expected) return false;
    await rename(beside, target);
    await redis.expire(key, keptFor);
    return true;
  } finally {
    await file.close();
    await rm(beside, { force: true });
  }
}
