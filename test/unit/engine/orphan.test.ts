import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test, vi } from 'vitest';
import { bundleFixture } from './fixtures/bundle';

const enginePath = await bundleFixture('scriptedEngine');

test.each(['wait', 'hang'])(
  'an engine that is told to %s does not outlive a host that was killed',
  async (configText) => {
    const host = spawn(
      process.execPath,
      [
        '-e',
        `
    const engine = require('child_process').fork(${JSON.stringify(enginePath)}, [], { serialization: 'advanced' });
    engine.on('message', (event) => { if (event.type === 'started') console.log(engine.pid); });
    const request = { configPath: '/x', configText: '${configText}', backend: 'auto' };
    engine.send({ type: 'analyze', run: 1, request });
  `,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [output] = (await once(host.stdout, 'data')) as [Buffer];
    const pid = Number(output.toString());
    expect(() => process.kill(pid, 0)).not.toThrow();
    host.kill('SIGKILL');
    await vi.waitFor(
      () => {
        expect(() => process.kill(pid, 0)).toThrow();
      },
      { timeout: 8000, interval: 100 },
    );
  },
);
