import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import * as vscode from 'vscode';
import { commands } from '../../../src/contributions';
import { openDropped } from '../../../src/editor/page/openDropped';
import { RecordedTraining } from '../../support/recordedTraining';
import { api, config, ended, until } from '../editor';
import { note, type HostTest } from '../runner';

const training = new RecordedTraining(config('runs/live').fsPath);
const name = 'runs/live.rnn.json';

async function done(): Promise<void> {
  const { state } = await api();
  const { phase, reason } = await until('the end of the run', () => ended(state(config(name))));
  assert.equal(phase, 'done', reason);
}

/** Milliseconds from the record of an epoch to its first numbers. */
async function timeTo(epoch: number): Promise<number> {
  const { state } = await api();
  await training.record(epoch);
  const began = Date.now();
  await until(`numbers of epoch ${epoch}`, () =>
    state(config(name)).result?.estimates.some((estimate) => estimate.epoch === epoch),
  );
  return Date.now() - began;
}

export const recordingTests: HostTest[] = [
  {
    name: 'Open a recording… writes the config that opens it, and shows its charts',
    run: async () => {
      await training.begin();
      await training.record(0);
      await vscode.commands.executeCommand(commands.openRecording, config('runs/live'));
      assert.deepEqual(JSON.parse(await readFile(config(name).fsPath, 'utf8')), {
        data: { task: 'activations', recording: 'live' },
      });
      const { openPanels, state } = await api();
      await done();
      assert(openPanels().includes(config(name).toString()));
      assert.equal(state(config(name)).stale, false);
      const said = await until('the training', () => state(config(name)).training);
      assert.equal(said.state, 'running');
      assert.match(said.text, /epoch 0, step 0/);
    },
  },
  {
    name: 'a new epoch of a training has first numbers, and then the whole analysis',
    run: async () => {
      const { state } = await api();
      const times: number[] = [];
      for (const epoch of [1, 2, 3]) times.push(await timeTo(epoch));
      note(`new epochs have numbers after ${times.join(', ')} ms`);
      await until('the whole analysis', () => {
        const { result, phase } = state(config(name));
        return (
          phase === 'done' && result?.estimates.some(({ epoch, quantity }) => epoch === 3 && quantity === 'memory')
        );
      });
      const { result } = state(config(name));
      assert(result);
      assert.deepEqual([...new Set(result.estimates.map(({ epoch }) => epoch))], [0, 1, 2, 3]);
      // First looks are replaced, not repeated.
      const last = result.estimates.filter(
        ({ epoch, quantity, time }) => epoch === 3 && quantity === 'outputInformation' && time === 6,
      );
      assert.equal(last.length, 1);
    },
  },
  {
    name: 'a training that died is said to have died',
    run: async () => {
      const { state } = await api();
      // A number above that of every process.
      await training.say({ process: { id: 2 ** 30, host: hostname() } });
      const text = await until('the news', () => {
        const said = state(config(name)).training;
        return said?.state === 'died' && said.text;
      });
      assert.equal(
        text,
        'The training has died: its process 1073741824 is gone without having ended. Last recorded: epoch 3, step 30.',
      );
      await done();
    },
  },
  {
    name: 'a dropped folder is opened by the config that is there; another config of its name is left alone',
    run: async () => {
      const { state } = await api();
      await openDropped(`# a comment\r\n${config('runs/live').toString()}\r\n`);
      await done();
      const other = new RecordedTraining(config('runs/small').fsPath, { end: { how: 'finished' } });
      await other.begin();
      await other.record(0);
      const taken = config('runs/small.rnn.json');
      await vscode.workspace.fs.copy(config('small.rnn.json'), taken);
      await openDropped(vscode.Uri.joinPath(config('runs/small'), 'record.json').toString());
      const written = config('runs/small-2.rnn.json');
      await until('its numbers', () => state(written).phase === 'done');
      assert.equal((await until('its training', () => state(written).training)).state, 'ended');
      assert.equal(await readFile(taken.fsPath, 'utf8'), await readFile(config('small.rnn.json').fsPath, 'utf8'));
      await assert.rejects(openDropped(config('runs').toString()), /"runs" holds no record\.json of its own/);
    },
  },
];
