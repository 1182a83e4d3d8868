import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Random } from '../src/base/random';
import { createNativeKernel } from '../src/models/kernels/native';
import { isNativeAddon } from '../src/models/kernels/native/addon';
import { createWasmKernel } from '../src/models/kernels/wasm';
import { cellOf } from '../src/models/kernels/wasm/cellOf';
import { runBackward, runForward, sizesOf, type Machine } from '../src/models/kernels/wasm/cellRun';
import { loadNativeKernels } from '../src/runtime/nativeKernels';
import { median, pythonProgram, row, vectors256, type BenchRow } from './row';

const cells = ['lstm', 'gru', 'simpleRNN'] as const;
/** Batch, steps, features, units. */
const sizes = [
  [64, 50, 16, 64],
  [64, 100, 16, 128],
  [64, 50, 16, 256],
  [64, 50, 16, 512],
] as const;
/** Several runs per turn, so that the other program's busily waiting threads are asleep for most of them. */
const runsATurn = 4;
const turns = 5;
/** No further turn after this time, for a busy machine. */
const millisecondsACase = 6000;

/** Kernels that are measured, by what their rows begin with. */
type Machines = Readonly<Record<string, Machine>>;

/**
 * A recurrent layer forward and backward (gradients of input and weights) in the bundled kernels, and in the native
 * ones if they were built, on two threads; all of them in turns with PyTorch.
 */
export async function rows(): Promise<BenchRow[]> {
  const script = join(__dirname, '..', 'bench', 'python', 'recurrent_layer.py');
  const pythons: [baseline: string, python: Answers][] = [
    ['PyTorch, 2 threads', new Answers(script)],
    ['PyTorch, 256-bit vectors', new Answers(script, vectors256)],
  ];
  const kernel = await createWasmKernel({ threads: 2 });
  const addon = loadNativeKernels();
  const native = isNativeAddon(addon) ? createNativeKernel(addon, { threads: 2 }) : undefined;
  const machines: Machines = {
    'recurrent layer': kernel.machine,
    ...(native && { 'native recurrent layer': native.machine }),
  };
  const result: BenchRow[] = [];
  for (const type of cells) {
    for (const size of sizes) {
      for (const [baseline, python] of pythons) {
        for (const { name, ours, theirs } of await compare(machines, python, type, size))
          result.push(row(`${name} ${type} (${size.join()})`, ours, baseline, theirs));
      }
    }
  }
  native?.dispose();
  await Promise.all([kernel.dispose(), ...pythons.map(([, python]) => python.end())]);
  return result;
}

type Size = readonly [batch: number, steps: number, features: number, units: number];

async function compare(
  machines: Machines,
  python: Answers,
  type: (typeof cells)[number],
  size: Size,
): Promise<{ name: string; ours: number; theirs: number }[]> {
  // Without PyTorch there is nothing to compare with.
  if ((await python.ask([type, ...size].join(' '))) === undefined) return [];
  const measured = Object.entries(machines).map(([name, machine]) => ({
    name,
    step: stepOf(machine, type, ...size),
    seconds: new Array<number>(),
  }));
  for (const { step } of measured) for (let i = 0; i < 2; i++) step();
  const theirs: number[] = [];
  const start = performance.now();
  for (let turn = 0; turn < turns && (turn < 1 || performance.now() - start < millisecondsACase); turn++) {
    const answer = await python.ask(String(runsATurn));
    if (answer === undefined) return [];
    theirs.push(...answer.split(' ').map(Number));
    for (const { step, seconds } of measured) for (let i = 0; i < runsATurn; i++) seconds.push(step());
  }
  return measured.map(({ name, seconds }) => ({ name, ours: median(seconds), theirs: median(theirs) }));
}

/** A Python program that answers every line with one line. */
class Answers {
  private readonly process;
  private readonly ended: Promise<unknown>;
  private readonly lines: AsyncIterator<string>;

  constructor(script: string, environment: Readonly<Record<string, string>> = {}) {
    this.process = spawn(pythonProgram, [script], {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { ...process.env, ...environment },
    });
    this.ended = once(this.process, 'close').catch(() => undefined);
    this.process.stdin.on('error', () => undefined);
    this.lines = createInterface(this.process.stdout)[Symbol.asyncIterator]();
  }

  /** Undefined where the program has ended. */
  async ask(line: string): Promise<string | undefined> {
    this.process.stdin.write(`${line}\n`);
    const answer = await this.lines.next();
    return answer.done ? undefined : answer.value;
  }

  async end(): Promise<void> {
    this.process.stdin.end();
    await this.ended;
  }
}

/** A run that returns its seconds. */
function stepOf(
  machine: Machine,
  type: (typeof cells)[number],
  batch: number,
  steps: number,
  features: number,
  units: number,
): () => number {
  const random = new Random(1);
  const normals = (count: number, scale = 1): Float32Array =>
    Float32Array.from({ length: count }, () => scale * random.normal());
  const cell = cellOf(type, sizesOf(steps, batch, features, units), 'tanh');
  const x = normals(steps * batch * features),
    dy = normals(steps * batch * units);
  const scale = 1 / Math.sqrt(units);
  const weights = {
    kernel: normals(features * cell.columns, scale),
    recurrentKernel: normals(units * cell.columns, scale),
    bias: normals(cell.columns, scale),
  };
  return () => {
    const start = performance.now();
    const { kept } = runForward(machine, cell, x, weights);
    runBackward(machine, cell, kept, dy, weights);
    machine.arena.release(kept);
    return (performance.now() - start) / 1000;
  };
}
