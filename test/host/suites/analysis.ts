import assert from 'node:assert/strict';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import * as vscode from 'vscode';
import { commands } from '../../../src/contributions';
import {
  analyze,
  api,
  config,
  ended,
  hoverText,
  lensTitles,
  open,
  positionOf,
  processExists,
  replace,
  sleep,
  until,
} from '../editor';
import { note, type HostTest } from '../runner';

const name = 'small.rnn.json';

/** The run that saving starts: waits until it began and ended. */
async function afterSave(save: () => Promise<void>) {
  const { state } = await api();
  const before = state(config(name)).result;
  await save();
  await until(
    'the run after saving',
    () =>
      (state(config(name)).result !== before && state(config(name)).phase === 'running') ||
      (ended(state(config(name))) && state(config(name)).result !== before),
  );
  return until('its end', () => ended(state(config(name))));
}

export const analysisTests: HostTest[] = [
  {
    name:
      'the example is analysed: the panel opens, every recurrent layer has numbers, the host is never held ' +
      'up for long',
    run: async () => {
      await open('delayed-copy.rnn.json');
      // What a busy machine alone does to the loop is measured first.
      const idle = monitorEventLoopDelay({ resolution: 5 });
      idle.enable();
      await sleep(3000);
      idle.disable();
      const delay = monitorEventLoopDelay({ resolution: 5 });
      delay.enable();
      const began = Date.now();
      const { state, openPanels } = await api();
      await vscode.commands.executeCommand(commands.analyze, config('delayed-copy.rnn.json'));
      await until(
        'the first estimate',
        () => (state(config('delayed-copy.rnn.json')).result?.estimates.length ?? 0) > 0,
      );
      const first = Date.now() - began;
      const { phase, result, reason } = await until(
        'the end',
        () => ended(state(config('delayed-copy.rnn.json'))),
        240_000,
      );
      delay.disable();
      assert.equal(phase, 'done', reason);
      assert(result);
      assert(openPanels().includes(config('delayed-copy.rnn.json').toString()));
      const recurrent = result.layers.filter((layer) => layer.recurrent);
      assert(recurrent.length > 0);
      for (const layer of recurrent) {
        for (const quantity of ['inputInformation', 'memory', 'historyInformation']) {
          assert(
            result.estimates.some((estimate) => estimate.quantity === quantity && estimate.target === layer.name),
            `${quantity} of ${layer.name}`,
          );
        }
      }
      assert(result.findings.length > 0);
      note(
        `delayed-copy on ${result.environment.backend}: first estimate after ${(first / 1000).toFixed(1)} s, ` +
          `done after ${((Date.now() - began) / 1000).toFixed(1)} s, ${result.estimates.length} estimates`,
      );
      note(
        `longest delay of the extension host's event loop during the analysis: ${(delay.max / 1e6).toFixed(0)} ` +
          `ms (99th percentile ${(delay.percentile(99) / 1e6).toFixed(0)} ms); in 3 s without one: ` +
          `${(idle.max / 1e6).toFixed(0)} ms`,
      );
    },
  },
  {
    name: 'CodeLens over every layer says bits in, bits about the target, and steps',
    run: async () => {
      const { document } = await open(name);
      assert.deepEqual(
        (await lensTitles(name)).map(({ title }) => title),
        ['$(play) Analyze RNN information flow'],
      );
      const { phase, reason } = await analyze(name);
      assert.equal(phase, 'done', reason);
      const lenses = await until('numbers above layers', async () => {
        const found = await lensTitles(name);
        return found.length >= 2 && found;
      });
      const memory = lenses.find(({ line }) => line === positionOf(document, '"memory"').line);
      const [input, target, remembers] = (memory?.title ?? '').split(' · ');
      assert.match(input, /^input (≥ |≤ )?-?\d+\.\d of 6\.0 bits$/);
      assert.match(target, /^target (≥ |≤ )?-?\d+\.\d of 1\.0$/);
      assert.match(remembers, /^remembers (at least )?lags? \d+(–\d+)?( \$\(warning\))?$/);
    },
  },
  {
    name: 'a hover over a layer says interval, estimator and samples',
    run: async () => {
      const { document } = await open(name);
      const text = await hoverText(name, positionOf(document, '"lstm"', 2));
      assert.match(text, /95 % interval/);
      assert.match(text, /gaussianCopula/);
      assert.match(text, /100 samples/);
    },
  },
  {
    name: 'CodeLens can be switched off',
    run: async () => {
      await open(name);
      await vscode.commands.executeCommand(commands.toggleCodeLens);
      assert.deepEqual(await lensTitles(name), []);
      await vscode.commands.executeCommand(commands.toggleCodeLens);
      await until('CodeLens', async () => (await lensTitles(name)).length > 0);
    },
  },
  {
    name: 'an edit marks the numbers, undoing it takes the mark away',
    run: async () => {
      const { state } = await api();
      const editor = await open(name);
      await replace(editor, '"units": 6', '"units": 7', false);
      await until('the mark', () => state(config(name)).stale);
      assert((await lensTitles(name)).some(({ title }) => title.endsWith('config edited since')));
      await replace(editor, '"units": 7', '"units": 6', false);
      await until('no mark', () => !state(config(name)).stale);
    },
  },
  {
    name: 'saving a comment runs nothing',
    run: async () => {
      const { state } = await api();
      const before = state(config(name)).result;
      const editor = await open(name);
      await replace(editor, '// A delayed copy', '// Still a delayed copy', true);
      for (let i = 0; i < 30; i++) {
        assert.notEqual(state(config(name)).phase, 'running');
        await sleep(30);
      }
      assert.equal(state(config(name)).result, before);
      assert.equal(state(config(name)).stale, false);
    },
  },
  {
    name: 'saving another estimator estimates anew and does not train',
    run: async () => {
      const editor = await open(name);
      const { phase, result, reason } = await afterSave(() => replace(editor, '"gaussianCopula"', '"ksg1"', true));
      assert.equal(phase, 'done', reason);
      const reused = Object.fromEntries(result?.stages.map((stage) => [stage.name, stage.reused]) ?? []);
      assert.equal(reused.training, true);
      assert.equal(reused.estimates, false);
      assert(result?.estimates.some(({ estimator }) => estimator === 'ksg1'));
    },
  },
  {
    name: 'saving other units trains anew',
    run: async () => {
      const editor = await open(name);
      const { phase, result, reason } = await afterSave(() => replace(editor, '"units": 6', '"units": 5', true));
      assert.equal(phase, 'done', reason);
      assert.equal(result?.stages.find((stage) => stage.name === 'training')?.reused, false);
      assert.equal(result.layers.find((layer) => layer.name === 'memory')?.units, 5);
    },
  },
  {
    name: 'of many saves in a row the last wins',
    run: async () => {
      const { state } = await api();
      const editor = await open(name);
      for (let units = 6; units <= 12; units++)
        await replace(editor, `"units": ${units - 1}`, `"units": ${units}`, true);
      const last = await until('the last save', () => {
        const { phase, result } = state(config(name));
        return phase === 'done' && result?.layers.find((layer) => layer.name === 'memory')?.units === 12 && result;
      });
      assert(last.estimates.length > 0);
      await sleep(600);
      assert.equal(state(config(name)).result, last);
      assert.equal(state(config(name)).stale, false);
    },
  },
  {
    name: 'cancelling is quick, keeps what was there, and leaves no process',
    run: async () => {
      const { state, enginePid } = await api();
      await open('long.rnn.json');
      await vscode.commands.executeCommand(commands.analyze, config('long.rnn.json'));
      await until('training', () => (state(config('long.rnn.json')).progress?.fraction ?? 0) > 0);
      const pid = enginePid();
      assert(pid !== undefined && processExists(pid));
      const began = Date.now();
      await vscode.commands.executeCommand(commands.cancel);
      await until('the end', () => state(config('long.rnn.json')).phase === 'cancelled', 10_000);
      await until('the end of the process', () => !processExists(pid), 10_000);
      const took = Date.now() - began;
      note(`cancelling took ${took} ms, process and all`);
      assert(took < 8000, `took ${took} ms`);
    },
  },
  {
    name: 'a killed engine is reported as a failure, and the next run starts another',
    run: async () => {
      const { state, enginePid } = await api();
      await open('long.rnn.json');
      await vscode.commands.executeCommand(commands.analyze, config('long.rnn.json'));
      await until('training', () => (state(config('long.rnn.json')).progress?.fraction ?? 0) > 0);
      const pid = enginePid();
      assert(pid !== undefined);
      process.kill(pid, 'SIGKILL');
      const { phase, reason } = await until('the failure', () => ended(state(config('long.rnn.json'))));
      assert.equal(phase, 'failed');
      assert.match(reason ?? '', /killed/);
      assert.equal((await analyze(name)).phase, 'done');
      assert.notEqual(enginePid(), pid);
    },
  },
  {
    name: 'cancelling a config that waits leaves the one that runs',
    run: async () => {
      const { state } = await api();
      const [long, other] = [config('long.rnn.json'), config('other.rnn.json')];
      await vscode.commands.executeCommand(commands.analyze, long);
      await vscode.commands.executeCommand(commands.analyze, other);
      await vscode.commands.executeCommand(commands.cancel, other);
      assert.equal(state(other).phase, 'cancelled');
      await until('training', () => (state(long).progress?.fraction ?? 0) > 0);
      assert.equal(state(long).phase, 'running');
      await vscode.commands.executeCommand(commands.cancel, long);
      await until('the end', () => state(long).phase === 'cancelled', 10_000);
    },
  },
  {
    name: 'two configs wait for each other',
    run: async () => {
      const { state } = await api();
      await vscode.commands.executeCommand(commands.analyze, config(name));
      await vscode.commands.executeCommand(commands.analyze, config('other.rnn.json'));
      for (const each of [name, 'other.rnn.json']) {
        const { phase, reason } = await until(`the end of ${each}`, () => ended(state(config(each))));
        assert.equal(phase, 'done', `${each}: ${reason ?? ''}`);
      }
    },
  },
  {
    name: 'deleted kept stages are run again, and results on screen stay',
    run: async () => {
      const training = async (): Promise<boolean | undefined> =>
        (await analyze(name)).result?.stages.find(({ name }) => name === 'training')?.reused;
      await training();
      assert.equal(await training(), true);
      await vscode.commands.executeCommand(commands.clearKept);
      const { state } = await api();
      assert(state(config(name)).result?.estimates.length);
      assert.equal(await training(), false);
    },
  },
];
