import * as vscode from 'vscode';
import { commands } from '../../../src/contributions';
import { check, copied, ended, eventually, extension, inFolder, type WebTest, write } from '../editor';
import { note } from '../runner';
import { readHead } from '../../../src/result/states/readHead';

const small = 'test/host/workspace/small.rnn.json';

export const analysisTests: WebTest[] = [
  {
    name: 'trains and analyzes a config in a worker, with the charts open',
    run: async () => {
      const api = await extension();
      const uri = await copied(small);
      await vscode.window.showTextDocument(uri);
      const began = Date.now();
      await vscode.commands.executeCommand(commands.analyze, uri);
      const { phase, reason, result } = await ended(api, uri);
      check(phase === 'done', `The run ended with ${phase}: ${reason}`);
      check(result !== undefined, 'There is no result.');
      note(`small config ${Date.now() - began} ms, ${result.estimates.length} estimates`);
      check(result.environment.backend === 'wasm', `It ran on ${result.environment.backend}.`);
      check(result.training.length === 2, `${result.training.length} epochs`);
      check(
        result.estimates.every(({ value }) => Number.isFinite(value)),
        'An estimate has no number.',
      );
      check(api.openPanels().includes(uri.toString()), 'The charts are not open.');
    },
  },
  {
    name: 'gives the same numbers again',
    run: async () => {
      const api = await extension();
      const uri = inFolder('small.rnn.json');
      const before = JSON.stringify(api.state(uri).result?.estimates);
      await vscode.commands.executeCommand(commands.analyze, uri);
      const { result } = await ended(api, uri);
      check(JSON.stringify(result?.estimates) === before, 'The numbers differ.');
    },
  },
  {
    name: 'stops a long run, and runs another one after it',
    run: async () => {
      const api = await extension();
      const long = await copied('test/host/workspace/long.rnn.json');
      await vscode.window.showTextDocument(long);
      await vscode.commands.executeCommand(commands.analyze, long);
      await eventually('training', () => (api.state(long).result?.training.length ? true : undefined));
      await vscode.commands.executeCommand(commands.cancel, long);
      const { phase } = await ended(api, long);
      check(phase === 'cancelled', `The run ended with ${phase}.`);
      const uri = inFolder('small.rnn.json');
      await vscode.commands.executeCommand(commands.analyze, uri);
      check((await ended(api, uri)).phase === 'done', 'The next run failed.');
    },
  },
  {
    name: 'reads a table, and arrays of NumPy',
    run: async () => {
      const api = await extension();
      for (const name of ['from-csv', 'from-npy']) {
        const uri = await copied(`examples/own-data/${name}.rnn.json`, (text) =>
          text.replace('"epochs": 20', '"epochs": 2').replace(/"samples": \d+/, '"samples": 100'),
        );
        for (const file of ['sensors.csv', 'symbols.npy', 'larger.npy']) await copied(`examples/own-data/${file}`);
        await vscode.commands.executeCommand(commands.analyze, uri);
        const { phase, reason, result } = await ended(api, uri);
        check(phase === 'done', `${name} ended with ${phase}: ${reason}`);
        note(`${name}: ${result?.estimates.length} estimates`);
      }
    },
  },
  {
    name: 'reads compressed arrays of NumPy, to the same numbers',
    run: async () => {
      const api = await extension();
      const plain = inFolder('from-npy.rnn.json');
      await copied('test/web/fixtures/packed.npz');
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(plain));
      const packed = await write(
        'from-npz.rnn.json',
        text.replace('symbols.npy', 'packed.npz#symbols').replace('larger.npy', 'packed.npz#larger'),
      );
      await vscode.commands.executeCommand(commands.analyze, packed);
      const { phase, reason, result } = await ended(api, packed);
      check(phase === 'done', `It ended with ${phase}: ${reason}`);
      const numbers = JSON.stringify(api.state(plain).result?.estimates);
      check(JSON.stringify(result?.estimates) === numbers, 'The numbers differ.');
    },
  },
  {
    name: 'keeps the hidden states of a run, to be looked at',
    run: async () => {
      const api = await extension();
      const { result } = api.state(inFolder('small.rnn.json'));
      check(result?.states !== undefined, 'The document names none.');
      const answer = await api.states({ type: 'askStates', key: result.states.key });
      const head = answer.bytes && readHead(answer.bytes);
      check(head !== undefined, 'They are not there.');
      const block = { array: 0, from: 0, to: head.header.sequences };
      const { bytes } = await api.states({ type: 'askStates', key: result.states.key, block });
      check(bytes !== undefined && bytes.some((value) => value !== bytes[0]), 'They are empty.');
      note(`states of ${head.header.sequences} sequences, ${bytes.length} bytes`);
    },
  },
  {
    name: 'says which file is missing, and which is outside the folder',
    run: async () => {
      const api = await extension();
      const missing = await copied('test/host/workspace/missing-data.rnn.json');
      await vscode.commands.executeCommand(commands.analyze, missing);
      const state = await ended(api, missing);
      check(state.phase === 'failed' && state.reason?.includes('does not exist') === true, `${state.reason}`);
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(missing));
      const outside = await write('outside.rnn.json', text.replace('nowhere.csv', '../../-/secret.csv'));
      await vscode.commands.executeCommand(commands.analyze, outside);
      const { phase, reason } = await ended(api, outside);
      check(phase === 'failed' && reason?.includes('outside') === true, `${phase}: ${reason}`);
    },
  },
  {
    name: 'says that a native backend needs the desktop',
    run: async () => {
      const api = await extension();
      const settings = vscode.workspace.getConfiguration('rnnInformationFlow');
      const uri = inFolder('small.rnn.json');
      await settings.update('backend', 'native', vscode.ConfigurationTarget.Global);
      try {
        await vscode.commands.executeCommand(commands.analyze, uri);
        const { phase, reason } = await ended(api, uri);
        check(phase === 'failed' && reason?.includes('browser') === true, `${phase}: ${reason}`);
      } finally {
        await settings.update('backend', undefined, vscode.ConfigurationTarget.Global);
      }
    },
  },
];
