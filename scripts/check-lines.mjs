// Lists the lines of code that are wider than 120 columns, and fails where there is one. The formatter breaks code;
// this finds what it leaves alone: comments, strings, AssemblyScript, configs.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const widest = 120;
const code = /\.(?:ts|mts|mjs|css|py|jsonc?|yml)$/;
/**
 * Files that a program writes, and package.json, whose descriptions are single strings that JSON cannot break.
 */
const exempt = /^(?:package(?:-lock)?\.json|l10n\/|test\/browser\/fixtures\/)/;

const { stdout } = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' });
const wide = stdout
  .split('\n')
  // A file that was removed and not yet committed is still listed.
  .filter((path) => code.test(path) && !exempt.test(path) && existsSync(path))
  .flatMap((path) =>
    readFileSync(path, 'utf8')
      .split('\n')
      .flatMap((line, index) => (line.length > widest ? [`${path}:${index + 1}: ${line.length} columns`] : [])),
  );
for (const line of wide) console.error(line);
process.exitCode = wide.length > 0 ? 1 : 0;
