import { expect, it } from 'vitest';
import { whiteInputs } from '../../../src/analysis/measures/latent/whiteInputs';
import { readConfig } from '../../../src/config/readConfig';
import { dataSchema } from '../../../src/config/schema/data';
import { finiteSource } from '../../../src/data/finiteSource';
import { freshSequences } from '../../../src/data/freshSequences';
import { inputSource } from '../../../src/data/inputSource';

const file = { task: 'file', inputs: 'x.npy', targets: 'y.npy' };
const model = {
  layers: [
    { type: 'gru', units: 2 },
    { type: 'dense', units: 2, activation: 'softmax' },
  ],
};
const spoilers = [
  { by: 'noise', heldOut: 0.5 },
  { by: 'snr', heldOut: 3 },
  { by: 'drop', heldOut: 0.2 },
  { by: 'substitute', heldOut: 0.2 },
];

const errorsOf = (data: object): string[] =>
  readConfig(JSON.stringify({ data, model })).problems.flatMap(({ severity, message }) =>
    severity === 'error' ? [message] : [],
  );

/** Whether an error of the config is there only because its inputs are spoiled. */
function isRefused(data: object, corrupt: object): boolean {
  const clean = errorsOf(data);
  return errorsOf({ ...data, corrupt }).some((message) => !clean.includes(message));
}

// A density averaged over clean sequences is not that of states on spoiled ones, whose numbers would be certified.
it.each([
  { task: 'delayedCopy', symbols: 3, length: 5 },
  { task: 'parity', length: 6 },
  { task: 'markov', symbols: 3, length: 5, flip: 0.2 },
  { task: 'automaton', length: 5, rate: 0.3 },
  { task: 'copyMemory', symbols: 2, tokens: 2, delay: 1 },
  { task: 'mqar', vocabulary: 6, pairs: 2 },
  { task: 'selectiveCopy', symbols: 2, tokens: 2, blanks: 2 },
  { task: 'inductionHead', symbols: 2, length: 6 },
  { task: 'adding', length: 6 },
  { task: 'narma', length: 12 },
  { task: 'mackeyGlass', length: 12 },
  { task: 'lorenz', length: 12 },
  { task: 'gaussianNoise', length: 4, features: 2 },
  { task: 'gaussianProcess', length: 6, coefficients: [0.5], noise: 1 },
  { ...file, source: 'uniform' },
  { ...file, source: 'gaussian' },
  { ...file, source: { probabilities: [0.25, 0.75] } },
  { ...file, source: { task: 'markov', symbols: 3, length: 5, flip: 0.2 } },
])('takes no spoiled held-out inputs where the law of clean ones is known: %j', (data) => {
  expect(dataSchema.safeParse(data).success).toBe(true);
  for (const corrupt of spoilers) expect(isRefused(data, corrupt)).toBe(true);
});

it.each(spoilers)('knows no law of the inputs of a file that are spoiled: %j', (corrupt) => {
  expect(isRefused(file, corrupt)).toBe(false);
  const data = dataSchema.parse({ ...file, corrupt });
  for (const law of [freshSequences, inputSource, finiteSource, whiteInputs]) expect(law(data)).toBeUndefined();
});
