import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import { inEnglish } from '../../../../src/base/sentence';
import type { RecordingRecord } from '../../../../src/data/recorded/recording';
import { saidOfTraining, trainingState, type Processes } from '../../../../src/engine/recordings/trainingState';

const own = { id: 42, host: 'here', start: 1000 };
const machine = (change: Partial<Processes> = {}): Processes => ({
  host: 'here',
  isThere: (id) => id === 42,
  startOf: () => 1000,
  ...change,
});

describe('the state of a training', () => {
  it('is what the training says of its end, whatever its process does', () => {
    expect(trainingState({ process: own, end: { how: 'finished' } }, machine({ isThere: () => false }))).toEqual({
      kind: 'finished',
    });
    expect(trainingState({ process: own, end: { how: 'failed', error: 'ValueError: nan' } }, machine())).toEqual({
      kind: 'failed',
      error: 'ValueError: nan',
    });
  });

  it('is told by its process where it says nothing', () => {
    expect(trainingState({ process: own }, machine()).kind).toBe('running');
    expect(trainingState({ process: own, end: null }, machine({ isThere: () => false })).kind).toBe('died');
  });

  it('is not that of a later process of the same number', () => {
    expect(trainingState({ process: own }, machine({ startOf: () => 2000 })).kind).toBe('died');
    // Systems without a start, and records without one, have the number alone.
    expect(trainingState({ process: own }, machine({ startOf: () => undefined })).kind).toBe('running');
    expect(trainingState({ process: { id: 42, host: 'here' } }, machine({ startOf: () => 2000 })).kind).toBe('running');
  });

  it('is unknown on another machine', () => {
    expect(trainingState({ process: { ...own, host: 'there' } }, machine({ isThere: () => false }))).toEqual({
      kind: 'elsewhere',
      host: 'there',
    });
  });

  it('is found on this machine', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await once(child, 'spawn');
    const started = { id: child.pid!, host: hostname() };
    expect(trainingState({ process: started }).kind).toBe('running');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(trainingState({ process: started }).kind).toBe('died');
  });

  it.skipIf(process.platform !== 'linux')('knows the start of a process on Linux', () => {
    const text = readFileSync('/proc/self/stat', 'utf8');
    const start = Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[19]);
    const me = { id: process.pid, host: hostname() };
    expect(trainingState({ process: { ...me, start } }).kind).toBe('running');
    expect(trainingState({ process: { ...me, start: start - 1 } }).kind).toBe('died');
  });

  it('is said with the process, the epoch and the step', () => {
    const record = {
      process: own,
      epochs: [
        { epoch: 0, step: 0 },
        { epoch: 7, step: 700 },
      ],
    } as RecordingRecord;
    const said = (state: Parameters<typeof saidOfTraining>[1]): string => inEnglish(saidOfTraining(record, state));
    expect(said({ kind: 'died' })).toBe(
      'The training has died: its process 42 is gone without having ended. Last recorded: epoch 7, step 700.',
    );
    expect(said({ kind: 'failed', error: 'ValueError: nan' })).toContain('an error: ValueError: nan. Last');
    expect(said({ kind: 'running' })).toContain('process 42');
    expect(said({ kind: 'elsewhere', host: 'there' })).toContain('runs on there');
    expect(said({ kind: 'finished' })).toContain('has ended');
  });
});
