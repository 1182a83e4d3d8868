import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Random } from '../src/base/random';
import { createWasmKernel, type WasmKernel } from '../src/models/wasm';
import { cellOf } from '../src/models/wasm/cellOf';
import { runBackward, runForward, sizesOf } from '../src/models/wasm/cellRun';
import { median, pythonProgram, row, type BenchRow } from './row';

type CellType = 'lstm' | 'gru' | 'simpleRNN';

const cells: readonly CellType[] = ['lstm', 'gru', 'simpleRNN'];
/** Batch, steps, features, units. */
const sizes = [[64, 50, 16, 64], [64, 100, 16, 128], [64, 50, 16, 256]] as const;
const runs = 20;

/** A recurrent layer forward and backward (gradients of input and weights) in the bundled kernels on two threads, in turns with PyTorch. */
export async function rows(): Promise<BenchRow[]> {
  const kernel = await createWasmKernel({ threads: 2 });
  const result: BenchRow[] = [];
  for (const type of cells) {
    for (const size of sizes) {
      const found = await compare(kernel, type, size);
      if (found) result.push(row(`recurrent layer ${type} (${size.join()})`, found.ours, 'PyTorch', found.theirs));
    }
  }
  await kernel.dispose();
  return result;
}

async function compare(kernel: WasmKernel, type: CellType, size: readonly [number, number, number, number]): Promise<{ ours: number; theirs: number } | undefined> {
  const python = spawn(pythonProgram, [join(__dirname, '..', 'bench', 'python', 'recurrent_layer.py'), type, ...size.map(String)], { stdio: ['pipe', 'pipe', 'ignore'] });
  python.on('error', () => undefined);
  python.stdin.on('error', () => undefined);
  const ended = once(python, 'close');
  const answers = createInterface(python.stdout)[Symbol.asyncIterator]();
  const step = stepOf(kernel, type, ...size);
  for (let i = 0; i < 5; i++) step();
  const ours: number[] = [], theirs: number[] = [];
  for (let i = 0; i < runs; i++) {
    python.stdin.write('\n');
    const answer = await answers.next();
    // Without PyTorch there is nothing to compare with.
    if (answer.done) return undefined;
    theirs.push(Number(answer.value));
    ours.push(step());
  }
  python.stdin.end();
  await ended;
  return { ours: median(ours), theirs: median(theirs) };
}

/** A run that returns its seconds. */
function stepOf({ machine }: WasmKernel, type: CellType, batch: number, steps: number, features: number, units: number): () => number {
  const random = new Random(1);
  const normals = (count: number, scale = 1): Float32Array => Float32Array.from({ length: count }, () => scale * random.normal());
  const shape = sizesOf(steps, batch, features, units);
  const cell = cellOf(type, shape, 'tanh');
  const x = normals(steps * batch * features), dy = normals(steps * batch * units);
  const scale = 1 / Math.sqrt(units);
  const weights = { kernel: normals(features * cell.columns, scale), recurrentKernel: normals(units * cell.columns, scale), bias: normals(cell.columns, scale) };
  return () => {
    const start = performance.now();
    const { kept } = runForward(machine, cell, x, weights);
    runBackward(machine, cell, kept, dy, weights);
    machine.arena.release(kept);
    return (performance.now() - start) / 1000;
  };
}
