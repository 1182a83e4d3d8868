import { type FileHandle, open } from 'node:fs/promises';
import { bytesPath, markUsed } from '../../analysis/cache/keptBytes';
import type { AskStates, StatesMessage } from '../../page/statesMessages';
import { blockOf, prefixBytes } from '../../result/states/layout';
import { headerBytes, readHeader } from '../../result/states/readHead';

/** Most bytes of a block: reading and sending it must not block the host. */
export const largestBlock = 2 ** 23;
/** A header holds a few numbers a unit. */
const largestHeader = 2 ** 26;

/** Reads the kept states that pages ask for, in parts; nothing is held. */
export class KeptStates {
  constructor(private readonly folder: string) {}

  /** What a page asked for; without bytes where it is not there, such as after the folder was cleared. */
  async answer(asked: AskStates): Promise<StatesMessage> {
    const { type, ...place } = asked;
    const bytes = /^[0-9a-f]{40}$/.test(asked.key) ? await this.read(asked).catch(() => undefined) : undefined;
    return { type: 'states', ...place, ...(bytes && { bytes }) };
  }

  private async read({ key, block }: AskStates): Promise<Uint8Array | undefined> {
    const path = bytesPath(this.folder, key);
    const file = await open(path, 'r');
    try {
      const size = headerBytes(await bytesAt(file, 0, prefixBytes));
      if (size === undefined || size > largestHeader) return undefined;
      const head = readHeader(await bytesAt(file, 0, prefixBytes + size));
      if (!head || (await file.stat()).size !== head.layout.end) return undefined;
      if (!block) {
        await markUsed(path);
        return await bytesAt(file, 0, head.layout.headEnd);
      }
      const place = blockOf(head.header, head.layout, block.array, block.from, block.to);
      return place && place.bytes <= largestBlock ? await bytesAt(file, place.at, place.bytes) : undefined;
    } finally {
      await file.close();
    }
  }
}

/** @throws Error where the file ends before */
async function bytesAt(file: FileHandle, at: number, count: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(count);
  const { bytesRead } = await file.read(bytes, 0, count, at);
  if (bytesRead !== count) throw new Error('The file ends too early.');
  return bytes;
}
