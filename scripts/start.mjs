// `npm start`: from a fresh clone to the first analysis, then to VS Code on the examples with the extension loaded.
import { join } from 'node:path';
import {
  buildAll,
  checkNode,
  has,
  installDependencies,
  installPackages,
  installRuntime,
  packages,
  root,
  run,
  say,
} from './setup.mjs';

checkNode();
await installDependencies();
await installPackages(packages.native);
await buildAll();
await installRuntime();

say('Analysing examples/delayed-copy');
const status = await run(process.execPath, ['dist/cli.js', 'analyze', 'examples/delayed-copy/delayed-copy.rnn.json']);
if (status !== 0 || process.argv.includes('--no-editor')) process.exit(status);

if (has('code')) {
  say('Opening VS Code on the examples');
  process.exit(await run('code', [`--extensionDevelopmentPath=${root}`, join(root, 'examples')]));
}
say("Opening VS Code's server on the examples");
await installPackages(packages.vscode);
process.exit(await run(process.execPath, ['scripts/vscode-server.mjs', join(root, 'examples')]));
