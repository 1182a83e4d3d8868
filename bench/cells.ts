import { chooseRecurrentKernel } from '../src/models/kernels/chooseRecurrentKernel';
import { createWasmKernel } from '../src/models/kernels/wasm';
import { selectBackend } from '../src/runtime/selectBackend';
import { ourStep } from './ourStep';
import { pythonJson, row, type BenchRow } from './row';

const shape = { batch: 64, steps: 100, features: 16, units: 128 };
/** Gradient steps per median. */
const runs = 3;

/** Settings of a cell, by the name of its reference equations in `cell_step.py`. */
const cells: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  mamba: { type: 'mamba' },
  gla: { type: 'matrixState', decay: 'channel' },
  gatedDelta: { type: 'matrixState', decay: 'scalar', rule: 'delta' },
  mLSTM: { type: 'mLSTM' },
  sLSTM: { type: 'sLSTM' },
};

/**
 * A training step of the cells without a kernel of their own, beside the reference equations of their authors in
 * PyTorch eager, on two threads; then that of the native backend, where it is installed.
 */
export async function rows(): Promise<BenchRow[]> {
  const baselines: Record<string, number | undefined> = {};
  for (const name of Object.keys(cells))
    baselines[name] = await pythonJson<number>('cell_step.py', [name, ...Object.values(shape)]);
  const result: BenchRow[] = [];
  const measure = async (backend: string, kernel: Parameters<typeof ourStep>[2]): Promise<void> => {
    for (const [name, cell] of Object.entries(cells)) {
      const baseline = baselines[name];
      if (baseline === undefined) continue;
      const seconds = await ourStep(cell, shape, kernel, runs);
      result.push(
        row(`training step ${name} (${Object.values(shape).join()}), ${backend}`, seconds, 'PyTorch eager', baseline),
      );
    }
  };
  await selectBackend('wasm');
  const bundled = await createWasmKernel({ threads: 2 });
  await measure('bundled', bundled);
  await bundled.dispose();
  const selected = await selectBackend('tensorflow').catch(() => undefined);
  if (selected?.backend === 'tensorflow') await measure('native', await chooseRecurrentKernel('tensorflow'));
  return result;
}
