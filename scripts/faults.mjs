// `npm run faults`: every fault in full, where `npm test` runs a short form. FAULTS_SEED draws others; further
// arguments go to vitest: `npm run faults -- kills`.
import { buildAll, checkNode, installDependencies, installPackages, packages, run } from './setup.mjs';

checkNode();
await installDependencies();
await installPackages(packages.redis);
await buildAll();
process.exit(
  await run('npx', ['vitest', 'run', '--project', 'faults', ...process.argv.slice(2)], {
    env: { ...process.env, FAULTS: 'full' },
  }),
);
