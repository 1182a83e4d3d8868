// Builds the extension and packs it: `npm run package` -> rnn-information-flow-VERSION.vsix. The package carries the
// notices of everything that is bundled into it, its bill of materials, and a README in which no link or picture is
// broken.
import { createVSIX } from '@vscode/vsce';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildAllNativeKernels } from './native-all.mjs';
import { billOfMaterials, bundledParts, notices } from './notices.mjs';
import { shippedReadme } from './shipped-readme.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * Writes the VSIX from what is built in dist/.
 * @param {string} packagePath
 */
export async function packExtension(packagePath) {
  const parts = bundledParts();
  writeFileSync(join(root, 'dist/THIRD-PARTY-NOTICES.txt'), notices(parts));
  writeFileSync(join(root, 'dist/sbom.cdx.json'), billOfMaterials(parts));
  writeFileSync(join(root, 'dist/README.md'), shippedReadme(readFileSync(join(root, 'README.md'), 'utf8')));
  await createVSIX({
    cwd: root,
    packagePath,
    readmePath: 'dist/README.md',
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const built = spawnSync(process.execPath, [join(root, 'scripts/build.mjs')], { stdio: 'inherit' });
  if (built.status !== 0) process.exit(built.status ?? 1);
  if (!(await buildAllNativeKernels(join(root, 'dist/kernels'))))
    process.stderr.write('Zig cannot be had here, so the package goes without native recurrent kernels.\n');
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const out = resolve(process.argv[2] ?? `${name}-${version}.vsix`);
  await packExtension(out);
  process.stdout.write(`${out}\n`);
}
