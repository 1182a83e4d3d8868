import { commandSeconds, exampleConfig } from './commands';
import { pythonJson, row, type BenchRow } from './row';

/**
 * All of examples/delayed-copy, from the command to the last estimate, without a cache, on each backend that runs here.
 * The baseline is the same job written by hand in Python (without its imports), where the packages are installed.
 */
export async function rows(): Promise<BenchRow[]> {
  const config = await exampleConfig('delayed-copy', 'delayed-copy.rnn.json', 0);
  const job = (backend: string) => commandSeconds(['analyze', config, '--no-cache', '--json', '--backend', backend]);
  const wasm = await job('wasm');
  const native = await job('tensorflow');
  if (wasm === undefined) throw new Error('The bundled backend could not run examples/delayed-copy.');
  const python = await pythonJson<{ seconds: number }>('delayed_copy_job.py');
  return [
    ...(python === undefined
      ? []
      : [row('examples/delayed-copy, bundled', wasm, 'PyTorch, scikit-learn and NPEET', python.seconds)]),
    ...(native === undefined ? [] : [row('examples/delayed-copy, native', native, 'the bundled backend', wasm)]),
  ];
}
