import { sentence } from '../base/sentence';
import { join } from 'node:path';
import { UserError } from '../base/userError';
import { runProgram } from './runProgram';
import { shippedFolder } from './shippedFiles';

/** C++ compilers, `CXX` first where it is set. */
function compilers(): string[] {
  const chosen = process.env.CXX;
  return [...(chosen ? [chosen] : []), 'g++', 'c++', 'clang++'];
}

/**
 * Compiles tfjs-node's two binding sources into a Node-API 8 addon that finds TensorFlow's libraries in its own folder.
 *
 * @param libraries the folder of libtensorflow_cc.so.2 and libtensorflow_framework.so.2
 * @param headers the folder that holds tensorflow/c/c_api.h
 * @throws UserError if there is no compiler or it fails; CancelledError
 */
export async function compileAddon(
  addon: string,
  libraries: string,
  headers: string,
  signal?: AbortSignal,
): Promise<void> {
  const sources = shippedFolder('native', '@tensorflow/tfjs-node/binding/tfjs_binding.cc');
  const nodeHeaders = shippedFolder('native', 'node-api-headers/include/node_api.h');
  const args = [
    '-std=c++17',
    '-O2',
    '-shared',
    '-fPIC',
    '-w',
    '-DNAPI_VERSION=8',
    `-I${nodeHeaders}`,
    `-I${headers}`,
    join(sources, 'tfjs_backend.cc'),
    join(sources, 'tfjs_binding.cc'),
    '-o',
    addon,
    `-L${libraries}`,
    '-l:libtensorflow_cc.so.2',
    '-l:libtensorflow_framework.so.2',
    '-Wl,-rpath,$ORIGIN',
  ];
  for (const compiler of compilers()) {
    const outcome = await runProgram(compiler, args, { signal });
    if (!outcome) continue;
    if (outcome.exitCode === 0) return;
    throw new UserError(
      sentence('{0} could not build the TensorFlow addon: {1}', compiler, firstError(outcome.stderr)),
    );
  }
  throw new UserError(
    sentence(
      'Installing the native TensorFlow runtime needs a C++ compiler. Install one (Debian, Ubuntu: apt-get ' +
        'install g++) and try again.',
    ),
  );
}

function firstError(text: string): string {
  const lines = text.trim().split('\n');
  return lines.find((line) => /error/i.test(line)) ?? lines.at(-1) ?? 'it printed no reason.';
}
