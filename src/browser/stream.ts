/** In the place of node:stream and node:stream/promises: pieces through a parser, to a reader. */

/** The part of a parser that is used: it calls back for each row, and for its end. */
interface Parser<Row> {
  write(piece: Uint8Array): void;
  end(): void;
  on(event: 'data', handle: (row: Row) => void): void;
  on(event: 'end', handle: () => void): void;
  on(event: 'error', handle: (error: unknown) => void): void;
}

type Pieces = AsyncIterable<Uint8Array>;

export const Readable = { from: (pieces: Pieces): Pieces => pieces };

/** Resolves when the reader has read all rows. Rejects with the first failure of the three. */
export async function pipeline<Row>(
  pieces: Pieces,
  parser: Parser<Row>,
  read: (rows: AsyncIterable<Row>) => Promise<void>,
): Promise<void> {
  let waiting: Row[] = [];
  let ended = false;
  let wake = (): void => undefined;
  const failure = new Promise<never>((_, reject) => parser.on('error', reject));
  parser.on('data', (row) => {
    waiting.push(row);
    wake();
  });
  parser.on('end', () => {
    ended = true;
    wake();
  });
  async function* rows(): AsyncGenerator<Row, void, undefined> {
    for (;;) {
      const now = waiting;
      waiting = [];
      yield* now;
      if (waiting.length > 0) continue;
      if (ended) return;
      await new Promise<void>((resolve) => (wake = resolve));
    }
  }
  const feed = async (): Promise<void> => {
    for await (const piece of pieces) parser.write(piece);
    parser.end();
  };
  await Promise.race([failure, Promise.all([feed(), read(rows())])]);
}
