// The packages of which something is inside the programs that ship, by the bundler's own account.
import { assets } from './assets.mjs';
import { shippedPrograms } from './build-programs.mjs';
import { webPrograms } from './build-web.mjs';

/** Where a build leaves the list of their folders. */
export const bundledFile = 'dist/bundled.json';

const shipped = new Set(
  [...Object.keys(shippedPrograms), ...Object.keys(webPrograms), 'page'].map((name) => `dist/${name}.js`),
);

/**
 * Folders of packages, relative to the repository.
 * @param {readonly (import('esbuild').Metafile | undefined)[]} metafiles
 */
export function bundledFolders(metafiles) {
  const outputs = metafiles.flatMap((metafile) => Object.entries(metafile?.outputs ?? {}));
  const inputs = outputs.flatMap(([path, output]) =>
    shipped.has(path)
      ? Object.entries(output.inputs).flatMap(([input, { bytesInOutput }]) => (bytesInOutput > 0 ? [input] : []))
      : [],
  );
  const folders = inputs.flatMap((path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []);
  const copied = assets.map(({ source }) => `node_modules/${/^(?:@[^/]+\/)?[^/]+/.exec(source)?.[0] ?? source}`);
  return [...new Set([...folders, ...copied])].sort();
}
