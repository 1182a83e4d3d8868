import { describe, expect, it, test } from 'vitest';
import * as z from 'zod';
import { sentence } from '../../../src/base/sentence';
import { readConfig } from '../../../src/config/readConfig';
import { agentTools } from '../../../src/agents/tools';
import { about, exactLine, memoryOf, resultOf } from '../../support/results';
import { callTool, quietCall, services } from './agentCall';

const config = `{
  // a comment that edits keep
  "data": { "task": "delayedCopy", "symbols": 4, "length": 12, "delay": 3, "samples": 1000 },
  "model": { "layers": [
    { "type": "gru", "name": "memory", "units": 16 },
    { "type": "dense", "name": "out", "units": 4, "activation": "softmax" } ] },
  "training": { "epochs": 30 }
}`;

/** A run in which memory holds `target` bits about the target. */
const run = (target: number, numbers: object = {}) =>
  resultOf({
    config,
    data: {
      title: sentence('delayed copy'),
      training: 800,
      heldOut: 200,
      length: 12,
      features: 4,
      target: { at: 'end', classes: 4 },
    },
    estimates: [
      about('inputInformation', 'memory', { value: 9, half: 0.5, estimator: 'knownConditional' }),
      about('outputInformation', 'memory', { value: target, half: 0.05, bound: 'lower', ...numbers }),
      about('outputInformation', 'memory', { value: 1.4, half: 0.2, beside: 'ksg1', estimator: 'ksg1' }),
      about('outputInformation', 'memory', { value: 1.9, half: 0.1, set: 'training' }),
      ...memoryOf('memory', [2, 1.5, 1, 0.5]),
    ],
    exact: [exactLine({ quantity: 'outputInformation', source: 'X', target: 'Y', value: 2, time: 12 })],
    training: [{ epoch: 30, loss: 0.1, validationLoss: 0.2, validationAccuracy: 0.9 }],
    findings: [sentence('memory keeps {0} bits.', '1.8')],
    advice: [
      {
        ...sentence('Give memory {0} units.', 32),
        kind: 'capacity',
        severity: 'info',
        edits: [{ path: ['model', 'layers', 0, 'units'], value: 32 }],
      },
      { ...sentence('Train longer by hand.'), kind: 'training', severity: 'info' },
    ],
  });

const files = {
  readConfig: (path: string) => Promise.resolve({ path: `/configs/${path}`, text: config, saved: true }),
};

describe('analyze', () => {
  it('gives each headline number with unit, interval, estimator and bound, then findings and suggestions', async () => {
    const { text, data } = await callTool(
      'analyze',
      { config: 'a.rnn.json' },
      services({ ...files, document: run(1.8, { assumes: 'gaussianCopula' }) }),
    );
    expect(data).toMatchObject({ run: 'run-1', config: '/configs/a.rnn.json', seed: 1 });
    const [network] = z
      .array(
        z.object({ numbers: z.array(z.looseObject({})), accuracy: z.looseObject({}), findings: z.array(z.string()) }),
      )
      .parse(data.networks);
    expect(network.findings).toEqual(['memory keeps 1.8 bits.']);
    expect(network.numbers).toHaveLength(2);
    expect(network.numbers[1]).toMatchObject({
      symbol: 'I(H;Y) of memory',
      step: 12,
      value: 1.8,
      low: 1.75,
      high: 1.85,
      unit: 'bits',
      bound: 'lower',
      estimator: 'probe',
      samples: 1000,
      assumes: 'a Gaussian copula',
      limits: 'atLeast',
    });
    // Wilson's interval of 180 of 200.
    expect(network.accuracy).toMatchObject({ share: 0.9, low: 0.850594, high: 0.93433 });
    expect(text).toContain('I(X;H) of memory (step 12): 9.00 bits (95 % interval 8.50 to 9.50); knownConditional');
    expect(text).toContain('lower bound; assumes a Gaussian copula');
    expect(text).toContain('model.layers[0].units: 32');
  });

  it('takes a config as text, and says all mistakes of one with their lines', async () => {
    const given = services({ document: run(1.8) });
    expect((await callTool('analyze', { text: config }, given)).data.config).toBeUndefined();
    const wrong = config.replace('"units": 16', '"units": -1').replace('"delay": 3', '"delay": "three"');
    await expect(callTool('analyze', { text: wrong }, given)).rejects.toThrow(
      /^The config cannot be analyzed\.\nline 3, column \d+: .+\nline 5, column \d+: /,
    );
    await expect(callTool('analyze', {}, given)).rejects.toThrow('Give either "config"');
    await expect(callTool('analyze', { text: config, config: 'a.rnn.json' }, given)).rejects.toThrow('Give either');
    await expect(callTool('analyze', { config: 7 }, given)).rejects.toThrow();
  });

  it('says whether the text of a config is that of a file, whatever its path', async () => {
    const saved: boolean[] = [];
    const given = services({
      readConfig: (path) => Promise.resolve({ path, text: config, saved: true }),
      analyze: (source) => {
        saved.push(source.saved);
        return Promise.resolve(run(1.8));
      },
    });
    await callTool('analyze', { config: given.unsaved }, given);
    await callTool('analyze', { text: config }, given);
    expect(saved).toEqual([true, false]);
  });

  it('shows no infinite or negative amount as one', async () => {
    const { text, data } = await callTool(
      'analyze',
      { text: config },
      services({ document: run(-0.01, { low: -0.2, high: null }) }),
    );
    expect(data.networks).toMatchObject([{ numbers: [{}, { value: 0, low: 0, high: null, limits: 'atLeast' }] }]);
    expect(text).toContain('0.00 bits (at least 0.00 at 97.5 %; nothing certain bounds it from above)');
  });
});

describe('explain', () => {
  const given = services();
  const name = given.results.keep(run(1.8));

  it('says what a number is, how it was estimated, what bounds it, and what others read', async () => {
    const { text, data } = await callTool('explain', { of: name, quantity: 'outputInformation' }, given);
    expect(data).toMatchObject({
      found: 1,
      numbers: [
        {
          value: 1.8,
          most: { name: 'I(X;Y)', value: 2, exact: true },
          others: [
            { value: 1.4, estimator: 'ksg1' },
            { value: 1.9, trainingSet: true },
          ],
        },
      ],
    });
    expect(text).toContain('the truth may be larger');
    expect(text).toContain('The true value is at most I(X;Y), exactly 2.00 bits.');
    expect(text).toContain('By ksg1: 1.40 bits (95 % interval 1.20 to 1.60).');
  });

  it('names an exact value without a step, which holds for all', async () => {
    const document = run(1.8);
    const [, { source, target }] = document.estimates;
    document.exact = [exactLine({ quantity: 'outputInformation', source, target, value: 1.9 })];
    const own = services();
    const of = own.results.keep(document);
    const { data } = await callTool('explain', { of, quantity: 'outputInformation' }, own);
    expect(data).toMatchObject({ numbers: [{ value: 1.8, step: 12, exact: 1.9 }] });
  });

  it('chooses numbers by lag, and names what there is where none matches', async () => {
    const { data } = await callTool('explain', { of: name, quantity: 'memory', lag: 2 }, given);
    expect(data).toMatchObject({ found: 1, numbers: [{ value: 1, lag: 2, symbol: 'I(X_{t-2};H_t) of memory' }] });
    await expect(callTool('explain', { of: name, quantity: 'rate' }, given)).rejects.toThrow(/It has .*memory/);
    await expect(callTool('explain', { of: 'run-9' }, given)).rejects.toThrow('It has run-1.');
  });

  it('knows the words of the glossary, by any of their names', async () => {
    for (const term of ['horizon', 'Rate', 'memory', 'alsoWith'.replace('W', ' w')])
      expect((await callTool('explain', { term }, given)).text.length).toBeGreaterThan(20);
    await expect(callTool('explain', { term: 'horizont' }, given)).rejects.toThrow('Did you mean "horizon"?');
    await expect(callTool('explain', {}, given)).rejects.toThrow('Give either "of"');
  });
});

describe('suggest', () => {
  it('gives each change with its edits, and the config after one, with its comments', async () => {
    const given = services({ ...files, document: run(1.8) });
    const { text, data } = await callTool('suggest', { of: 'a.rnn.json', apply: 1 }, given);
    expect(data.suggestions).toMatchObject([
      { number: 1, edits: [{ path: ['model', 'layers', 0, 'units'], value: 32 }] },
      { number: 2, edits: [] },
    ]);
    expect(data.edited).toBe(config.replace('"units": 16', '"units": 32'));
    expect(text).toContain('// a comment that edits keep');
    await expect(callTool('suggest', { of: 'a.rnn.json', apply: 2 }, given)).rejects.toThrow('has no edits');
    await expect(callTool('suggest', { of: 'a.rnn.json', apply: 3 }, given)).rejects.toThrow('Of 2, see suggest');
  });

  it('edits the config that a document holds where there is no text', async () => {
    const given = services();
    const { data } = await callTool('suggest', { of: given.results.keep(run(1.8)), apply: 1 }, given);
    expect(readConfig(z.string().parse(data.edited)).config?.model.layers[0]).toMatchObject({ units: 32 });
  });
});

describe('compare', () => {
  it('marks what differs beyond chance, and bounds each difference by both intervals', async () => {
    const given = services();
    const [before, after] = [run(1.2), run(1.8)].map((result) => given.results.keep(result));
    const { text, data } = await callTool('compare', { before, after }, given);
    const rows = z.array(z.looseObject({ name: z.string(), differs: z.string() })).parse(data.numbers);
    expect(rows.map(({ name, differs }) => [name, differs])).toEqual([
      ['held-out accuracy', 'no'],
      ['validation loss', 'unknown'],
      ['memory, about the target', 'certainly'],
      ['memory, about the input', 'no'],
    ]);
    // 1.75 - 1.25 to 1.85 - 1.15.
    expect(rows[2].difference).toEqual({ value: 0.6, low: 0.5, high: 0.7 });
    expect(text).toContain('The configs are the same.');
    expect(text).toContain('DIFFERS: the intervals do not meet');
  });

  it('leaves a difference open where an interval is', async () => {
    const given = services();
    const open = given.results.keep(run(1.2, { high: null }));
    const closed = given.results.keep(run(1.8));
    const { data } = await callTool('compare', { before: open, after: closed }, given);
    const rows = z.array(z.looseObject({ name: z.string() })).parse(data.numbers);
    expect(rows.find(({ name }) => name === 'memory, about the target')).toMatchObject({
      before: { high: null },
      difference: { high: 0.7 },
      differs: 'no',
    });
  });

  it('compares a config with its kept run, where runs are kept', async () => {
    const kept = services({ ...files, document: run(1.8), runBefore: () => Promise.resolve(run(1.8)) });
    expect((await callTool('compare', { after: 'a.rnn.json' }, kept)).data).toMatchObject({ before: 'run-2' });
    const none = services({ ...files, document: run(1.8) });
    await expect(callTool('compare', { after: 'a.rnn.json' }, none)).rejects.toThrow('Name the other result');
  });
});

test('every tool hands the signal on, so that a call stops where its run does', async () => {
  const controller = new AbortController();
  const given = services({
    ...files,
    analyze: (_, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('stopped')));
      }),
  });
  const calls = [
    ['analyze', { config: 'a.rnn.json' }],
    ['explain', { of: 'a.rnn.json' }],
    ['suggest', { of: 'a.rnn.json' }],
    ['compare', { after: 'a.rnn.json', before: 'b.rnn.json' }],
  ] as const;
  const answers = calls.map(([name, input]) => callTool(name, input, given, quietCall(controller.signal)));
  setTimeout(() => controller.abort(), 20);
  for (const answer of answers) await expect(answer).rejects.toThrow('stopped');
});

test('every schema is JSON Schema, and describes each key that a model must fill', () => {
  expect(agentTools.map(({ name }) => name)).toEqual(['analyze', 'explain', 'suggest', 'compare']);
  for (const { input, output, description } of agentTools) {
    expect(z.toJSONSchema(output, { io: 'output' })).toMatchObject({ type: 'object' });
    const { properties = {} } = z.toJSONSchema(input, { target: 'draft-07', io: 'input' });
    for (const [key, value] of Object.entries(properties).filter(([key]) => !['target', 'lag'].includes(key)))
      expect(value, key).toHaveProperty('description');
    expect(description.length).toBeLessThan(700);
  }
});
