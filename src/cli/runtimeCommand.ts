import { CommanderError } from 'commander';
import { installRuntime, removeRuntime } from '../runtime/installRuntime';
import { runtimeStatus } from '../runtime/runtimeStatus';
import { ProgressLine } from './progressLine';

const phases = { download: 'downloading', unpack: 'unpacking', build: 'building', verify: 'verifying' };

/** `runtime status|install|remove`: the native TensorFlow libraries in the user's cache. */
export async function runtimeCommand(action: string, signal: AbortSignal): Promise<void> {
  switch (action) {
    case 'status': {
      process.stdout.write(`${JSON.stringify(await runtimeStatus(), null, 2)}\n`);
      return;
    }
    case 'install': {
      const line = new ProgressLine(process.stderr);
      try {
        await installRuntime({
          signal,
          onProgress: ({ phase, fraction }) => line.show(fraction, `${phases[phase]} the native TensorFlow runtime`),
        });
      } finally {
        line.end();
      }
      process.stdout.write(`${JSON.stringify(await runtimeStatus(), null, 2)}\n`);
      return;
    }
    case 'remove': {
      await removeRuntime();
      process.stdout.write('The native runtime was removed. Analyses now run on the bundled runtime.\n');
      return;
    }
    default:
      process.stderr.write(`error: ${JSON.stringify(action)} is not an action: use status, install or remove\n`);
      throw new CommanderError(2, 'commander.invalidArgument', action);
  }
}
