import { sentence } from '../../../src/base/sentence';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import { InputError } from '../../../src/base/userError';
import { checkConfig } from '../../../src/config/checks/checkConfig';
import type { AnalysisConfig } from '../../../src/config/schema/config';
import type { DataConfig } from '../../../src/config/schema/data';
import { continuousSequences, discreteSequences } from '../../../src/data/sequences';
import type { Dataset, SequenceSet } from '../../../src/data/dataset';
import { buildModel } from '../../../src/models/buildModel';
import { coreKernel } from '../../../src/models/kernels/typescript/coreKernel';
import { configOf, type LayerInput } from './support';

const head = { type: 'dense', name: 'out', units: 4, activation: 'softmax' } as const;
const gru = { type: 'gru', name: 'a', units: 3 } as const;
const noise: DataConfig = { task: 'gaussianNoise', length: 4, features: 2, samples: 8 };
const copy: DataConfig = { task: 'delayedCopy', length: 4, delay: 1, symbols: 4, samples: 8 };
const adding: DataConfig = { task: 'adding', length: 4, samples: 8 };

/** Random data in the shape of the task's. */
function dataOf({ task, ...data }: DataConfig): Dataset {
  const random = new Random(1);
  const samples = 8;
  const length = 'length' in data ? data.length : 4;
  const symbols = (steps: number) =>
    discreteSequences(
      Int32Array.from({ length: samples * steps }, () => random.integer(4)),
      samples,
      steps,
      4,
    );
  const values = (steps: number, features: number) =>
    continuousSequences(
      Float32Array.from({ length: samples * steps * features }, () => random.normal()),
      samples,
      steps,
      features,
    );
  const set = (): SequenceSet => {
    if (task === 'delayedCopy') return { inputs: symbols(length), targets: { ...symbols(length), at: 'every' } };
    return task === 'adding'
      ? { inputs: values(length, 2), targets: { ...values(1, 1), at: 'end' } }
      : { inputs: values(length, 2) };
  };
  return { title: sentence('{0}', task), training: set(), heldOut: set(), exact: [], warnings: [] };
}

/** The editor's findings about a network, and the model builder's error for it. */
function saidOf(data: DataConfig, layers: readonly LayerInput[]): { checked: unknown[]; built: unknown } {
  const config: AnalysisConfig = { ...configOf(layers, { epochs: 2 }), data };
  const checked = checkConfig(config)
    .filter(({ severity }) => severity === 'error')
    .map(({ sentence, path }) => ({ sentence, path }));
  try {
    buildModel(config, dataOf(data), coreKernel);
  } catch (error) {
    if (error instanceof InputError) return { checked, built: { sentence: error.sentence, path: error.configPath } };
    throw error;
  }
  return { checked, built: 'built' };
}

const wrong: [name: string, data: DataConfig, ...layers: LayerInput[]][] = [
  ['an input that no layer has', copy, { ...gru, input: 'nobody' }, head],
  ['an input that comes later', copy, { ...gru, input: 'out' }, head],
  ['an input that is the layer itself', copy, { ...gru, input: 'a' }, head],
  ['an input inside', copy, { type: 'bidirectional', layer: { type: 'gru', units: 2, input: 'X' } }, head],
  ['a skip from nowhere', copy, gru, { ...head, skip: ['X', 'nobody'] }],
  ['a skip backwards', copy, { ...gru, skip: ['out'] }, head],
  ['a skip from itself', copy, { ...gru, skip: ['a'] }, head],
  ['a skip inside', copy, { type: 'bidirectional', layer: { type: 'gru', units: 2, skip: ['X'] } }, head],
  ['a sum inside', copy, { type: 'bidirectional', layer: { type: 'gru', units: 4, residual: true } }, head],
  ['a late embedding', copy, gru, { type: 'embedding', name: 'e', units: 2 }, head],
  ['an embedding of values', noise, { type: 'embedding', name: 'e', units: 2 }, { ...head, head: { target: 'X' } }],
  ['uneven heads of attention', copy, { type: 'attention', name: 'look', units: 6, heads: 4 }, head],
  ['an unequal sum', copy, { ...gru, residual: true }, head],
  ['an unequal sum over skips', copy, gru, { ...gru, name: 'b', skip: ['X'], residual: true }, head],
  ['a sum that is the prediction', copy, { ...gru, units: 4 }, { ...head, residual: true }],
  ['a head of the wrong width', copy, gru, { ...head, units: 3 }],
  ['a head for values of the wrong width', noise, gru, { type: 'dense', units: 3, head: { target: 'X' } }],
  ['a head for one value of the wrong width', adding, gru, { type: 'dense', units: 3 }],
  ['a head for classes without softmax', copy, gru, { ...head, activation: 'relu' }],
  ['a head for values with softmax', adding, gru, { type: 'dense', units: 1, activation: 'softmax' }],
  ['a head for the input of the wrong width', copy, gru, { ...head, units: 3, head: { target: 'X' } }],
  ['a head for a target that is not there', copy, gru, { ...head, head: { target: 'speaker' } }],
  ['a head for Y where there is none', noise, gru, { type: 'dense', units: 1, head: { target: 'Y' } }],
  [
    'a head for the next input of single steps',
    { ...noise, length: 1 },
    gru,
    { type: 'dense', units: 2, head: { target: 'next' } },
  ],
  ['no head', copy, gru],
  ['no head for values', adding, gru],
  ['a recurrent layer over a single step', copy, { ...gru, returnSequences: false }, { ...gru, name: 'b' }, head],
  [
    'a repeated sequence',
    copy,
    { ...gru, returnSequences: true },
    { type: 'repeatVector' },
    { ...gru, name: 'b' },
    head,
  ],
  ['a repeated input', copy, { type: 'repeatVector' }, gru, head],
  ['a target at every step over a last one', copy, { ...gru, returnSequences: false }, head],
  [
    'a target at every step over a code of the last one',
    copy,
    gru,
    { type: 'bottleneck', name: 'z', units: 2, steps: 'end' },
    head,
  ],
  [
    'an input at every step over a last one',
    copy,
    { ...gru, returnSequences: false },
    { ...head, head: { target: 'X' } },
  ],
  ['a critic about nobody', copy, gru, { type: 'infomax', name: 'keep', about: 'nobody' }, head],
  ['a critic about a later layer', copy, gru, { type: 'infomax', name: 'keep', about: 'out' }, head],
  ['a critic about itself', copy, gru, { type: 'infomax', name: 'keep', about: 'keep' }, head],
  [
    'a critic about the future of a last step',
    adding,
    { ...gru, returnSequences: false },
    { type: 'infomax', name: 'keep', about: 'future' },
    { type: 'dense', name: 'out', units: 1 },
  ],
  [
    'a critic about the future of single steps',
    { ...noise, length: 1 },
    gru,
    { type: 'infomax', name: 'keep', about: 'future' },
  ],
];

describe('a network that cannot be built', () => {
  it.each(wrong)('is refused by the editor and the builder in the same words: %s', (_, data, ...layers) => {
    const { checked, built } = saidOf(data, layers);
    expect(checked).toContainEqual(built);
  });

  it('is not refused where nothing is wrong', () => {
    expect(saidOf(copy, [gru, head])).toEqual({ checked: [], built: 'built' });
    expect(
      saidOf(adding, [
        { type: 'bidirectional', name: 'both', layer: { type: 'lstm', units: 2 }, skip: ['X'] },
        { type: 'infomax', name: 'keep', about: 'both' },
        { type: 'dense', units: 1 },
      ]),
    ).toEqual({ checked: [], built: 'built' });
  });
});
