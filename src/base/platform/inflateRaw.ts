// The part of the Compression Streams standard that is used: ES2023's types do not declare it.
interface Unpacker {
  readonly writable: {
    getWriter(): {
      write(piece: Uint8Array): Promise<void>;
      close(): Promise<void>;
      abort(reason: unknown): Promise<void>;
    };
  };
  readonly readable: { getReader(): { read(): Promise<{ readonly value?: Uint8Array }>; cancel(): Promise<void> } };
}
declare const DecompressionStream: new (format: 'deflate-raw') => Unpacker;

/** Unpacks raw deflate as a browser does. The packed bytes are asked for as the result is read. */
export async function* inflateRaw(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const { writable, readable } = new DecompressionStream('deflate-raw');
  const writer = writable.getWriter();
  const reader = readable.getReader();
  const feed = async (): Promise<void> => {
    try {
      for await (const piece of packed) await writer.write(piece);
      await writer.close();
    } catch (error) {
      // The reader fails with it.
      await writer.abort(error).catch(() => undefined);
    }
  };
  const fed = feed();
  try {
    for (;;) {
      const { value } = await reader.read();
      if (!value) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
    await fed;
  }
}
