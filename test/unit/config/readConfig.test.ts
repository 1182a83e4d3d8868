import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config/readConfig';

const good = `{
  // a comment
  "seed": 1,
  "data": { "task": "delayedCopy", "symbols": 4, "length": 12, "delay": 3, "samples": 2048 },
  "model": { "layers": [
    { "type": "lstm", "name": "memory", "units": 16 },
    { "type": "bottleneck", "name": "z", "units": 4, "beta": 100 },
    { "type": "dense", "name": "out", "units": 4, "activation": "softmax" } ] },
  "training": { "epochs": 30, "batchSize": 64, "optimizer": "adam", "learningRate": 0.003 },
  "analysis": { "estimator": "auto", "unit": "bits", "samples": 1000, "snapshots": 10, },
}`;

/** The first problem of `good` with `from` replaced by `to`, as `line:column message`. */
function mistake(from: string, to: string): string {
  expect(good).toContain(from);
  const { problems, config } = readConfig(good.replace(from, to));
  const errors = problems.filter((problem) => problem.severity === 'error');
  expect(errors.length).toBeGreaterThan(0);
  expect(config).toBeUndefined();
  const { range, message } = errors[0];
  return `${range.position.line}:${range.position.column} ${message}`;
}

describe('readConfig', () => {
  it('fills in every default', () => {
    const { config, problems, layers } = readConfig(
      '{ "data": { "task": "parity" }, "model": { "layers": [{ "type": "lstm", "units": 3 }, { "type": ' +
        '"lstm", "units": 3 }, { "type": "dense", "units": 2 }] } }',
    );
    expect(problems).toEqual([]);
    expect(config?.seed).toBe(1);
    expect(config?.training).toMatchObject({ epochs: 30, batchSize: 64, optimizer: 'adam' });
    expect(config?.analysis).toMatchObject({
      estimator: 'auto',
      unit: 'bits',
      samples: 1000,
      snapshots: 10,
      noise: { variance: 0.01 },
    });
    expect(config?.model.layers.map((layer) => layer.name)).toEqual(['lstm', 'lstm2', 'dense']);
    expect(layers.map((layer) => layer.name)).toEqual(['lstm', 'lstm2', 'dense']);
  });

  it('reads comments, trailing commas, a byte order mark and Windows line ends', () => {
    expect(readConfig(good).problems).toEqual([]);
    const windows = readConfig(`\uFEFF${good.replaceAll('\n', '\r\n')}`);
    expect(windows.problems).toEqual([]);
    expect(windows.layers[1].range.position).toEqual({ line: 7, column: 5 });
  });

  it('takes ksg for ksg1', () => {
    expect(readConfig(good.replace('"auto"', '"ksg"')).config?.analysis.estimator).toBe('ksg1');
  });

  it('reads further estimators and the training set beside the held-out one', () => {
    const { config, problems } = readConfig(
      good.replace('"snapshots"', '"alsoWith": ["binning", "ksg"], "sets": ["heldOut", "training"], "snapshots"'),
    );
    expect(problems).toEqual([]);
    expect(config?.analysis.alsoWith).toEqual(['binning', 'ksg1']);
  });

  it.each([
    ['"snapshots"', '"alsoWith": ["auto"], "snapshots"', /"auto" is already the main estimator/],
    ['"snapshots"', '"alsoWith": ["binning", "binning"], "snapshots"', /"binning" is named twice/],
    ['"snapshots"', '"alsoWith": ["plugin"], "snapshots"', /must be one of/],
    ['"snapshots"', '"sets": ["training"], "snapshots"', /name "heldOut" too/],
  ])('%s -> %s: %s', (from, to, message) => expect(mistake(from, to)).toMatch(message));

  it.each([
    ['"samples": 2048', '"samples": 64', /64 training and 1000 held-out sequences .* set "samples" to 64/],
    ['"epochs": 30', '"epochs": 0', /Nothing is trained here/],
  ])('warns where the training set says nothing to compare: %s -> %s', (from, to, message) => {
    const text = good
      .replace('"snapshots"', '"sets": ["heldOut", "training"], "snapshots"')
      .replace('"samples": 2048', '"samples": 2048, "heldOut": 2048')
      .replace(from, to);
    expect(
      readConfig(text)
        .problems.map((problem) => problem.message)
        .join('\n'),
    ).toMatch(message);
  });

  it.each([
    ['"delay"', '"delya"', '4:64 "data" has no key "delya". Did you mean "delay"?'],
    ['"symbols": 4', '"symbols": "4"', '4:47 "data.symbols" is "4", but must be a number.'],
    ['"units": 16', '"units": 0', '6:50 "model.layers[0].units" is 0, but must be at least 1.'],
    ['"units": 16', '"units": 1.5', '6:50 "model.layers[0].units" is 1.5, but must be a whole number.'],
    [', "units": 16', '', '6:5 "model.layers[0].units" is missing: it must be a number.'],
    ['"lstm"', '"LSTM"', '6:15 "model.layers[0].type" is "LSTM", but must be one of'],
    ['"delay": 3', '"delay": 12', '4:73 A delay of 12 steps leaves nothing'],
    ['"z"', '"memory"', '7:37 Two layers are called "memory" (number 1 and number 2)'],
    ['"beta": 100', '"beta": 0', '7:62 "model.layers[1].beta" is 0, but must be more than 0.'],
    [
      '"units": 4, "activation"',
      '"units": 5, "activation"',
      '8:48 "out" has 5 units, but the target has 4 classes: make it 4.',
    ],
    ['"softmax"', '"tanh"', '8:65 "out" ends in tanh, but the target is one of 4 classes'],
    ['"auto"', '"kgs"', '10:30 "analysis.estimator" is "kgs", but must be one of'],
    ['"samples": 2048', '"samples": 10000000, "heldOut": 10000000, "length": 10000', '4:'],
    [', "samples": 1000', ', "samples": 1000 "x"', '10:'],
    ['"name": "memory"', '"name": "X"', '6:31 "X" is the name that charts use for the input'],
    [
      '"type": "bottleneck", "name": "z", "units": 4, "beta": 100',
      '"type": "embedding", "units": 4',
      '7:15 The embedding "embedding" is layer 2, but an embedding reads symbols',
    ],
  ])('%s -> %s', (from, to, expected) => {
    expect(mistake(from, to)).toContain(expected);
  });

  it('asks for a head where the target has none', () => {
    const text = good.replace(/,\s*\{ "type": "dense".*?\}/, '');
    const [problem] = readConfig(text).problems;
    expect(problem.message).toContain(
      'No layer predicts the target. End the network with { "type": "dense", "units": 4, "activation": "softmax" }',
    );
    expect(
      readConfig(
        '{ "data": { "task": "gaussianNoise" }, "model": { "layers": [{ "type": "simpleRNN", "units": 1 }] }, ' +
          '"training": { "epochs": 0 } }',
      ).problems,
    ).toEqual([]);
  });

  it('offers a fix that mends the text', () => {
    const text = good.replace('"lstm"', '"lsmt"');
    const fix = readConfig(text).problems[0].fix;
    expect(fix).toBeDefined();
    const mended = text.slice(0, fix!.range.start) + fix!.newText + text.slice(fix!.range.end);
    expect(readConfig(mended).problems).toEqual([]);
  });

  it('warns of a key that stands twice, and of more samples than there are', () => {
    const { problems, config } = readConfig(
      good.replace('"seed": 1', '"seed": 1, "seed": 2').replace('"samples": 1000', '"samples": 5000'),
    );
    expect(config?.seed).toBe(2);
    expect(problems.map((problem) => problem.severity)).toEqual(['warning', 'warning']);
    expect(problems.map((problem) => problem.message).join('\n')).toMatch(/Only 2048 sequences are held out[^]*twice/);
  });

  it('survives half-typed and hostile texts', () => {
    fc.assert(
      fc.property(fc.nat(good.length), fc.string(), (cut, junk) => {
        const { problems } = readConfig(good.slice(0, cut) + junk);
        for (const problem of problems) {
          expect(problem.range.position.line).toBeGreaterThan(0);
          expect(problem.range.position.column).toBeGreaterThan(0);
        }
      }),
      { seed: 1, numRuns: 300 },
    );
    expect(readConfig('['.repeat(5000)).problems.length).toBeGreaterThan(0);
    expect(readConfig('').problems).toHaveLength(1);
    expect(readConfig('{ "__proto__": { "x": 1 }, "data": null, "model": [] }').problems.length).toBeGreaterThan(0);
  });
});
