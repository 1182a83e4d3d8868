import { expect, it } from 'vitest';
import { readConfig } from '../../../src/config/readConfig';

const dense = { type: 'dense', units: 2, activation: 'softmax' };
const base = {
  data: { task: 'file', inputs: 'x.npy', targets: 'y.npy' },
  model: { layers: [{ type: 'gru', units: 2 }, dense] },
};
const messages = (config: object): string[] =>
  readConfig(JSON.stringify({ ...base, ...config })).problems.map(({ message }) => message);

it('takes a study of real columns', () => {
  expect(messages({ select: {} })).toEqual([]);
});

it.each([
  [{ training: { epochs: 0 } }, /"epochs" must be above 0/],
  [{ data: { task: 'parity', length: 4, samples: 64 } }, /symbols, which have no columns/],
  [{ model: { layers: [{ type: 'gru', units: 2 }] } }, /a head must predict it/],
  [{ model: { ...base.model, weights: 'w.npz' } }, /given weights do not fit/],
])('refuses one that cannot be done: %j', (change, said) => {
  expect(messages({ select: {}, ...change }).some((message) => said.test(message))).toBe(true);
});

it.each([
  [{ layer: 'gone' }, /is not there/],
  [{ layer: 'dense' }, /cannot be removed. Name one of these: "lstm", "gru"/],
  [{ layer: 'gru', sizes: [1, 2] }, /a size of 2 does not reduce them/],
  [{ layer: 'lstm', method: 'cmim' }, /all pairs of more than 128 are too many/],
])('refuses to remove units that cannot be removed: %j', (compress, said) => {
  const model = { layers: [{ type: 'lstm', units: 200 }, ...base.model.layers] };
  expect(messages({ model, compress }).some((message) => said.test(message))).toBe(true);
});

it('refuses numbers of columns that are not fewer than all, each where it stands', () => {
  const data = { task: 'adding', length: 6 };
  const model = { layers: [base.model.layers[0], { type: 'dense', units: 1 }] };
  const { problems } = readConfig(JSON.stringify({ ...base, data, model, select: { counts: [1, 2, 9] } }));
  const said = problems.map(({ message }) => message).filter((message) => message.includes('not fewer'));
  expect(said).toEqual(
    [2, 9].map((count) => `The inputs have 2 columns, so that ${count} are not fewer. Ask for smaller numbers.`),
  );
});

const corrupt = { by: 'snr', levels: [5] };

it.each([
  [{}, /Say how in the data/],
  [{ corrupt: { by: 'snr', training: 5 } }, /Say how in the data/],
  [{ corrupt: { ...corrupt, heldOut: 5 } }, /Remove "heldOut"/],
])('refuses noise that nobody names: %j', (data, said) => {
  const found = messages({ robustness: {}, data: { ...base.data, ...data } });
  expect(found.some((message) => said.test(message))).toBe(true);
});

it('takes networks in noise, but none with weights', () => {
  const data = { ...base.data, corrupt };
  expect(messages({ robustness: {}, data })).toEqual([]);
  const networks = { other: { ...base.model, weights: 'w.npz' } };
  expect(messages({ robustness: {}, data, networks }).some((message) => /Remove "weights"/.test(message))).toBe(true);
});

it('splits the doubt of classes by dropout alone', () => {
  const wanting = (change: object): string[] => messages({ uncertainty: {}, ...change });
  expect(wanting({}).some((message) => /draws networks by dropout/.test(message))).toBe(true);
  const layers = [{ type: 'gru', units: 2 }, { type: 'dropout', rate: 0.2 }, dense];
  expect(wanting({ model: { layers } })).toEqual([]);
  const adding = { task: 'adding', length: 4 };
  expect(wanting({ model: { layers }, data: adding }).some((message) => /targets are values/.test(message))).toBe(true);
});

it.each([
  [{}, /"target": "clean"/],
  [{ data: { ...base.data, corrupt: { by: 'noise', heldOut: 1 } } }, /needs spoiled inputs/],
])('enhances spoiled values by a head alone: %j', (change, said) => {
  const data = { ...base.data, corrupt: { by: 'noise', training: 1 } };
  expect(messages({ enhance: {}, data, ...change }).some((message) => said.test(message))).toBe(true);
});

it('takes an enhancement, of data without a target as well', () => {
  const layers = [
    { type: 'gru', units: 2, returnSequences: true },
    { type: 'dense', units: 1, head: { target: 'clean' } },
  ];
  const data = { task: 'gaussianNoise', length: 4, corrupt: { by: 'snr', training: 5 } };
  expect(messages({ enhance: {}, data, model: { layers } })).toEqual([]);
});

const pairs = { task: 'pairs', path: 'pairs.tsv', source: 'es', target: 'pt', alphabet: 8 };
const head = { type: 'dense', units: 8, activation: 'softmax' };

it('takes a study of translations', () => {
  const layers = [{ type: 'gru', units: 2 }, { type: 'attention', units: 2, causal: true }, head];
  const data = { ...pairs, candidates: ['gl'], corrupt: { by: 'drop', levels: [0.1, 0.4] } };
  expect(messages({ translation: {}, data, model: { layers } })).toEqual([]);
});

// A layer that reads ahead knows the words that it is asked for, so that nothing would be bounded.
it.each([
  [[{ type: 'attention', name: 'a', units: 2, causal: false }, head], /"a" would read the words .* Add "causal": true/],
  [[{ type: 'bidirectional', name: 'b', layer: { type: 'gru', units: 2 } }, head], /"b" would read the words/],
  [
    [
      { type: 'embedding', name: 'e', units: 2 },
      { type: 'gru', name: 'g', units: 2, input: 'e', returnSequences: false },
      { type: 'gru', name: 'h', units: 2, input: 'e' },
      { ...head, skip: ['g'] },
    ],
    /"g" would read the words/,
  ],
])('refuses layers that read the words which they have to tell: %j', (layers, said) => {
  const found = messages({ translation: {}, data: pairs, model: { layers } });
  expect(found.some((message) => said.test(message))).toBe(true);
});

it.each([
  [{ translation: {} }, /is about pairs of sentences/],
  [{ data: { ...pairs, path: 'pairs.csv' } }, /not a .tsv file/],
  [{ data: { ...pairs, candidates: ['pt'] } }, /named twice/],
  [{ data: { ...pairs, corrupt: { by: 'snr', levels: [1] } } }, /Words have no noise/],
  [{ data: { ...pairs, corrupt: { by: 'drop', training: 0.1 } } }, /give "levels" in its place/],
  [{ data: { ...pairs, corrupt: { by: 'drop', levels: [2] } } }, /between 0 and 1/],
  [{ data: { ...pairs, corrupt: { by: 'drop', levels: [0.2] } } }, /Add "translation": \{\}/],
])('asks of translations what they need: %j', (change, said) => {
  const model = { layers: [{ type: 'gru', units: 2 }, head] };
  expect(messages({ model, ...change }).some((message) => said.test(message))).toBe(true);
});

it('takes a study of a recurrent layer', () => {
  expect(messages({ compress: { layer: 'gru' } })).toEqual([]);
});

it.each([
  [{ inputs: 'x.npy', features: ['left'] }, /count its columns from 0/],
  [{ path: 'x.csv', features: [1] }, /write the name of column 1/],
  [{ inputs: 'x.npy', features: [1, 1] }, /named twice/],
])('names columns as their file does: %j', (data, said) => {
  expect(messages({ data: { task: 'file', ...data } }).some((message) => said.test(message))).toBe(true);
});

const sweep = { beta: { from: 1, to: 10, steps: 2 }, select: 'heldOut' };
const coded = [{ type: 'gru', units: 2, bottleneck: { beta: 3 } }, dense];

it('chooses a beta of a bottleneck that the network can lose', () => {
  expect(messages({ sweep, model: { layers: coded } })).toEqual([]);
  const every = [base.model.layers[0], { type: 'bottleneck', units: 2 }, dense];
  expect(messages({ sweep, model: { layers: every } })).toEqual([]);
});

it.each([
  [{ model: { layers: coded, weights: 'w.npz' } }, /Remove "weights"/],
  [
    { model: { layers: [{ type: 'gru', units: 2 }, { type: 'bottleneck', units: 2, steps: 'end' }, dense] } },
    /no such/,
  ],
  [{ data: { task: 'adding', length: 4 }, model: { layers: coded } }, /these targets are values/],
  [{ model: { layers: base.model.layers } }, /needs a layer with a bottleneck/],
])('refuses a choice of beta that cannot be made: %j', (change, said) => {
  expect(messages({ sweep, ...change }).some((message) => said.test(message))).toBe(true);
});

it('turns an embedding alone', () => {
  const data = { task: 'parity', length: 4, samples: 64 };
  const layers = [{ type: 'embedding', units: 4 }, ...base.model.layers];
  const turned = messages({ data, model: { layers }, compress: { layer: 'embedding', rotate: true } });
  expect(turned.some((message) => /turned/.test(message))).toBe(false);
  const found = messages({ data, model: { layers }, compress: { layer: 'gru', rotate: true } });
  expect(found.some((message) => /cannot be rotated/.test(message))).toBe(true);
});

it('places the information behind answers that are classes', () => {
  expect(messages({ attribution: { by: 'steps' } })).toEqual([]);
  const found = messages({ attribution: {}, data: { task: 'adding', length: 4 } });
  expect(found.some((message) => /"attribution" is about classes/.test(message))).toBe(true);
});
