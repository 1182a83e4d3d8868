import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { writeNpz } from '../../src/data/npy/npz';
import { Random } from '../../src/base/random';

const [samples, length, units, symbols] = [96, 6, 3, 4];

/** What the record says of a training's process and end. */
export interface RecordedProcess {
  readonly process?: { readonly id: number; readonly host: string; readonly start?: number };
  readonly end?: { readonly how: 'finished' } | { readonly how: 'failed'; readonly error: string } | null;
}

/**
 * Writes a recording as python/rnn_infoflow.py does, epoch by epoch: symbols, the last one as the target, and a layer
 * whose states hold the symbols ever more clearly.
 */
export class RecordedTraining {
  private readonly symbols: Int32Array;
  private readonly epochs: { epoch: number; step: number }[] = [];

  constructor(
    readonly folder: string,
    private readonly said: RecordedProcess = {},
    seed = 1,
  ) {
    const random = new Random(seed);
    this.symbols = Int32Array.from({ length: samples * length }, () => random.integer(symbols));
  }

  async begin(): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await this.put('data.npz', (beside) =>
      writeNpz(
        beside,
        new Map([
          ['inputs', { shape: [samples, length], data: this.symbols }],
          [
            'targets',
            {
              shape: [samples],
              data: Int32Array.from({ length: samples }, (_, i) => this.symbols[(i + 1) * length - 1]),
            },
          ],
        ]),
      ),
    );
  }

  async record(epoch: number, shift = 0): Promise<void> {
    const states = Float32Array.from({ length: samples * length * units }, (_, i) => {
      const [symbol, unit] = [this.symbols[Math.floor(i / units)], i % units];
      return shift + (symbol === unit ? 0.2 * (epoch + 1) : 0.01 * ((7 * symbol + unit) % 5));
    });
    await this.put(`epoch-${epoch}.npz`, (beside) =>
      writeNpz(beside, new Map([['gru', { shape: [samples, length, units], data: states }]])),
    );
    this.epochs.push({ epoch, step: 10 * epoch });
    await this.say(this.said);
  }

  /** Writes the record anew. */
  async say({ process: own = { id: process.pid, host: hostname() }, end = null }: RecordedProcess): Promise<void> {
    const record = {
      format: 'rnn-infoflow recording',
      version: 1,
      process: own,
      end,
      sequences: samples,
      steps: length,
      lengths: false,
      inputs: { kind: 'symbols', symbols },
      targets: { kind: 'classes', at: 'end', classes: symbols },
      layers: [{ name: 'gru', kind: 'gru', variable: 'output', direction: 'forward', units, time: true }],
      epochs: this.epochs,
      notes: [],
    };
    await this.put('record.json', (beside) => writeFile(beside, JSON.stringify(record)));
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true });
  }

  private async put(name: string, write: (beside: string) => Promise<unknown>): Promise<void> {
    const beside = path.join(this.folder, `.${name}.part`);
    await write(beside);
    await rename(beside, path.join(this.folder, name));
  }
}
