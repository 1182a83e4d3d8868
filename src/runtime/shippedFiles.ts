import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * A folder that ships with the program: beside the bundle (`dist/NAME`), or in the package that it was copied from when
 * the program runs from its sources.
 *
 * @param packageFile a file of the package's folder, 'PACKAGE/PATH'
 * @throws Error where neither exists
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
