// Compiles the native recurrent kernels (kernels/native) with the C++ compiler that is here, into
// src/generated/native/PLATFORM-ARCH.node. Where there is none, the program goes without.
import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
export const sources = join(root, 'kernels/native');
const headers = join(root, 'node_modules/node-api-headers/include');
const output = join(root, 'src/generated/native');
const name = `${process.platform}-${process.arch}.node`;

/**
 * Sums have one order and every operation one rounding, so that all compilers and processors give the same bits:
 * nothing is contracted but what the sources say.
 */
export const common = [
  '-std=c++17',
  '-O3',
  '-fvisibility=hidden',
  '-ffp-contract=off',
  '-fno-math-errno',
  '-fno-trapping-math',
  '-fno-exceptions',
  '-fno-rtti',
  '-fno-threadsafe-statics',
  '-w',
  '-DNAPI_VERSION=8',
  `-I${headers}`,
];

/**
 * The forms of the kernels by architecture, with the flags of their vectors.
 * @type {Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>}
 */
export const vectors = {
  x64: {
    avx512: ['-mavx2', '-mfma', '-mavx512f', '-mavx512dq', '-mavx512bw', '-mavx512vl'],
    avx2: ['-mavx2', '-mfma'],
  },
  arm64: { neon: [] },
};

/** The files that are not forms of the kernels. */
export const others = ['processor', 'pool', 'nodeFunctions', 'addon'];

/** Flags of the last step. */
const linking =
  process.platform === 'darwin'
    ? ['-shared', '-Wl,-undefined,dynamic_lookup']
    : ['-shared', '-s', '-pthread', '-static-libgcc', '-Wl,--as-needed'];

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Promise<{ status: number | null, errors: string } | undefined>} undefined if there is no such program
 */
export function compile(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
      errors += String(text);
    });
    child.on('error', () => resolve(undefined));
    child.on('close', (status) => resolve({ status, errors }));
  });
}

/**
 * Compiles and links all files with one compiler.
 * @param {string} compiler
 * @param {string} folder for the objects
 * @returns {Promise<string | undefined>} why it failed; '' where it did not, undefined where there is no such compiler
 */
async function buildWith(compiler, folder) {
  const forms = vectors[process.arch];
  const parts = [...Object.keys(forms), ...others];
  const outcomes = await Promise.all(
    parts.map((part) =>
      compile(compiler, [
        ...common,
        '-fPIC',
        ...(forms[part] ?? []),
        '-c',
        join(sources, `${part}.cc`),
        '-o',
        join(folder, `${part}.o`),
      ]),
    ),
  );
  if (outcomes.includes(undefined)) return undefined;
  const objects = parts.map((part) => join(folder, `${part}.o`));
  const failed = outcomes.find((outcome) => outcome?.status !== 0);
  const last = failed ?? (await compile(compiler, [...linking, ...objects, '-o', join(folder, name)]));
  return last?.status === 0 ? '' : (last?.errors ?? 'it did not start');
}

/** @returns {Promise<string>} of the sources, the flags and the headers' version */
async function hashOfSources() {
  const hash = createHash('sha256').update(JSON.stringify([common, vectors, linking]));
  for (const file of (await readdir(sources)).sort()) hash.update(await readFile(join(sources, file)));
  hash.update(await readFile(join(headers, '../package.json')));
  return hash.digest('hex').slice(0, 16);
}

/**
 * Builds the kernels if their sources have changed since the last time, and copies them to `folder`.
 * @param {string} folder
 */
export async function buildNativeKernels(folder) {
  await rm(folder, { recursive: true, force: true });
  if (!(process.arch in vectors) || process.platform === 'win32') return;
  await mkdir(output, { recursive: true });
  const hash = await hashOfSources();
  const stamp = join(output, `${name}.hash`);
  if ((await readFile(stamp, 'utf8').catch(() => '')) !== hash) {
    await rm(join(output, name), { force: true });
    const objects = await mkdtemp(join(tmpdir(), 'rnn-infoflow-native-'));
    try {
      if (!(await buildWithAny(objects))) return;
      await rename(join(objects, name), join(output, name)).catch(() =>
        cp(join(objects, name), join(output, name), { force: true }),
      );
      await writeFile(stamp, hash);
    } finally {
      await rm(objects, { recursive: true, force: true });
    }
  }
  await mkdir(folder, { recursive: true });
  await cp(join(output, name), join(folder, name));
}

/**
 * Takes the first compiler that is here; says why where it fails.
 * @param {string} objects
 */
async function buildWithAny(objects) {
  const chosen = process.env.CXX;
  for (const compiler of [...(chosen ? [chosen] : []), 'g++', 'c++', 'clang++']) {
    const failure = await buildWith(compiler, objects);
    if (failure === undefined) continue;
    if (failure === '') return true;
    const reason = failure.split('\n').find((line) => /error/i.test(line)) ?? failure.trim();
    process.stderr.write(`${compiler} could not build the native recurrent kernels, which are optional: ${reason}\n`);
    return false;
  }
  return false;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  await buildNativeKernels(join(root, 'dist/kernels'));
