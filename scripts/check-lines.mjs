// Lists the lines that are wider than 120 columns, and fails if there is one. It covers text that the formatter does
// not break: comments, strings, AssemblyScript, configs.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const widest = 120;
const code = /\.(?:ts|mts|mjs|css|py|jsonc?|yml)$/;
/** Folders of other projects, and generated files. */
const ignored = /^(?:node_modules|dist|coverage|generated|out|\.git|\.vscode-test|\.rnn-infoflow)$/;
/** Files that a program writes, and package.json, whose descriptions are single strings that JSON cannot break. */
const exempt = /^(?:package(?:-lock|\.nls[^/]*)?\.json|l10n\/|test\/.*\/fixtures\/)/;

/**
 * All files in a folder of the repository and in its subfolders.
 * @param {string} folder
 * @returns {string[]}
 */
function filesIn(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return ignored.test(entry.name) ? [] : filesIn(path);
    return entry.isFile() ? [path] : [];
  });
}

const wide = filesIn('')
  .filter((path) => code.test(path) && !exempt.test(path))
  .flatMap((path) =>
    readFileSync(join(root, path), 'utf8')
      .split('\n')
      .flatMap((line, index) => (line.length > widest ? [`${path}:${index + 1}: ${line.length} columns`] : [])),
  );
for (const line of wide) process.stderr.write(`${line}\n`);
process.exitCode = wide.length > 0 ? 1 : 0;
