import { expect, it } from 'vitest';
import { builtEngine, smallConfig, whole } from './support/analyses';
import { report, times } from './support/form';

it('says that the engine does not answer, ends it, and starts another', async () => {
  const { supervisor, analyze } = builtEngine({ hangAfter: 20_000 });
  const hangs = times(10, 1);
  const expected = whole(await analyze(smallConfig(1)));
  for (let i = 0; i < hangs; i++) {
    const { pid } = supervisor;
    if (pid === undefined) throw new Error('There is no engine.');
    // A stopped process is one that hangs: it neither answers nor ends.
    process.kill(pid, 'SIGSTOP');
    const { outcome } = await analyze(smallConfig(1));
    expect(outcome).toMatchObject({
      type: 'failed',
      failure: { kind: 'work', message: expect.stringMatching(/did not answer for 20 s.*Analyze again/) as unknown },
    });
    expect(whole(await analyze(smallConfig(1)))).toBe(expected);
    expect(supervisor.pid).not.toBe(pid);
  }
  report(`${hangs} hung engines`);
});
