import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * Folder of files that ship with the program: next to the bundle (`dist/NAME`), or, when the program runs from its
 * sources, in the package that they come from.
 *
 * @param packageFile a file of the package's folder, 'PACKAGE/PATH'
 * @throws Error if neither exists
 */
export function shippedFolder(name: string, packageFile: string): string {
  const beside = join(__dirname, name);
  if (existsSync(beside)) return beside;
  try {
    return dirname(createRequire(__filename).resolve(packageFile));
  } catch {
    throw new Error(`The folder ${beside} is missing: build or install the program again.`);
  }
}
