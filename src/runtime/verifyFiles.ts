import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { NativeInstallation } from './nativeInstallation';

/** Names of files with the identity that each had when its hash was last compared. */
const verifiedName = 'verified.json';

/**
 * Compares the files of an installation with their hashes. Half a gigabyte takes about a second; so a file is read
 * again only if it is another one, or was written to, since it was last compared.
 * @throws Error naming a file that is not what was installed
 */
export async function verifyFiles({ folder, hashes }: NativeInstallation): Promise<void> {
  const record = join(folder, verifiedName);
  const before = await readFile(record, 'utf8').catch(() => '');
  const identities: Record<string, string> = {};
  for (const name of Object.keys(hashes)) identities[name] = await identityOf(join(folder, name));
  const now = JSON.stringify({ hashes, identities });
  if (before === now) return;
  for (const [name, hash] of Object.entries(hashes)) {
    const path = join(folder, name);
    if ((await fileHash(path)) !== hash) throw new Error(`${path} is not the file that was installed.`);
  }
  // A read-only folder: the files are compared every time.
  await writeFile(record, now).catch(() => undefined);
}

/** SHA-256 of a file in hexadecimal. */
export async function fileHash(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 2 ** 20 }), hash);
  return hash.digest('hex');
}

/** Changes with every write; the time of the last change of state cannot be set by a program. */
async function identityOf(path: string): Promise<string> {
  const { dev, ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
  return [dev, ino, size, mtimeNs, ctimeNs].join('/');
}
