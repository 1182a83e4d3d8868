// Compiles the WebAssembly kernels: each becomes src/generated/NAMEKernel.ts, which exports its bytes in base64.
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const common = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd'];

/** Flags for kernels whose threads share one memory, which the host creates. */
const shared = [
  '--enable',
  'threads',
  '--enable',
  'bulk-memory',
  '--importMemory',
  '--sharedMemory',
  '--initialMemory',
  '16',
  '--maximumMemory',
  '65536',
];

/**
 * @typedef {{ readonly name: string, readonly entry: string, readonly flags: readonly string[] }} Kernel
 * @typedef {Pick<typeof import('assemblyscript/asc'), 'main'>} Compiler
 */

/**
 * The kernels. Each is compiled from `entry` with the common flags and `flags`. All files in its folder and in
 * kernels/shared count as its sources.
 * @type {readonly Kernel[]}
 */
const kernels = [
  { name: 'neighbors', entry: 'kernels/neighbors/index.ts', flags: [] },
  { name: 'likelihood', entry: 'kernels/likelihood/index.ts', flags: [] },
  { name: 'gram', entry: 'kernels/gram/index.ts', flags: [] },
  { name: 'recurrentPlain', entry: 'kernels/recurrent/index.ts', flags: shared },
  { name: 'recurrentRelaxed', entry: 'kernels/recurrent/index.ts', flags: [...shared, '--enable', 'relaxed-simd'] },
  { name: 'criticPlain', entry: 'kernels/critic/index.ts', flags: shared },
  { name: 'criticRelaxed', entry: 'kernels/critic/index.ts', flags: [...shared, '--enable', 'relaxed-simd'] },
];

/** @param {string} entry */
async function sourcesOf(entry) {
  const folders = [dirname(entry), 'kernels/shared'].map((folder) => join(root, folder));
  const files = await Promise.all(
    folders.map(async (folder) =>
      (await readdir(folder, { recursive: true }))
        .filter((name) => name.endsWith('.ts'))
        .sort()
        .map((name) => join(folder, name)),
    ),
  );
  return Promise.all(files.flat().map((file) => readFile(file, 'utf8')));
}

/**
 * Compiles a kernel to base64.
 * @param {Compiler} compiler
 * @param {Kernel} kernel
 */
async function compile(compiler, { name, entry, flags }) {
  /** @type {string | Uint8Array | undefined} */
  let bytes;
  const { error, stderr } = await compiler.main(
    [entry, ...common, ...flags, '--baseDir', root, '--outFile', 'kernel.wasm'],
    {
      readFile: (file, base) => readFile(join(base, file), 'utf8').catch(() => null),
      writeFile: (_file, contents) => {
        bytes = contents;
      },
      listFiles: () => [],
    },
  );
  if (error || !bytes)
    throw new Error(`The ${name} kernel does not compile: ${error?.message ?? 'no output'}\n${stderr.toString()}`);
  return Buffer.from(bytes).toString('base64');
}

/** Compiles every kernel whose sources, flags or compiler have changed since its last compilation. */
export async function buildKernels() {
  const { version } = JSON.parse(await readFile(join(root, 'node_modules/assemblyscript/package.json'), 'utf8'));
  const folder = join(root, 'src/generated');
  await mkdir(folder, { recursive: true });
  for (const kernel of kernels) {
    const hash = createHash('sha256')
      .update(JSON.stringify([version, common, kernel, await sourcesOf(kernel.entry)]))
      .digest('hex')
      .slice(0, 16);
    const output = join(folder, `${kernel.name}Kernel.ts`);
    const first = `// Generated from ${kernel.entry} (${hash}).\n`;
    if ((await readFile(output, 'utf8').catch(() => '')).startsWith(first)) continue;
    const compiler = await import('assemblyscript/asc');
    const base64 = await compile(compiler, kernel);
    // The file is replaced in one step, because another build may read it at the same time.
    const draft = `${output}.${process.pid}`;
    await writeFile(draft, `${first}export const ${kernel.name}Kernel = '${base64}';\n`);
    await rename(draft, output);
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await buildKernels();
