import { verbatim } from '../../../src/base/sentence';
import { expect, it } from 'vitest';
import { summary } from '../../../src/cli/summary';
import type { CertifiedEnds } from '../../../src/information/types/assumption';
import { estimate, exactLine, layer, memoryOf, resultOf } from '../../support/results';

const config = `{ "data": { "task": "parity" }, "model": { "layers": [
  { "type": "gru", "name": "memory", "units": 4 },
  { "type": "dense", "name": "out", "units": 2, "activation": "softmax" }] } }`;
const data = { title: verbatim(''), training: 8, heldOut: 8, length: 12, features: 2 };
const training = [{ epoch: 30, loss: 0.5, validationLoss: 0.5, accuracy: 0.5, validationAccuracy: 0.5 }];

it('names the model of every mark, and explains each form of an interval', () => {
  const conditional = { quantity: 'conditionalMemory', source: 'X', target: 'memory', lag: 0, value: 1 } as const;
  const shown = summary(
    resultOf({ config, estimates: [estimate({ ...conditional, assumes: 'rareStates', certified: 'high' })] }),
    '',
  );
  expect(shown).toContain('[≤ 1.10]~');
  expect(shown).toContain('~ assumes that rare states are like those seen');
  expect(shown).toContain('[≤ high] where nothing certain bounds it from below');
});

it('marks only limits that rest on a model, not a value of one between certain limits', () => {
  const memory = layer({ name: 'memory', type: 'gru', recurrent: true });
  const input = {
    quantity: 'inputInformation',
    source: 'X',
    target: 'memory',
    value: 1,
    assumes: 'rareStates',
  } as const;
  const shown = (certified: CertifiedEnds): string =>
    summary(resultOf({ config, layers: [memory], estimates: [estimate({ ...input, certified })] }), '');
  expect(shown('none')).toContain('1.00 [0.90, 1.10]~');
  expect(shown('none')).toContain('~ assumes that rare states');
  expect(shown('both')).toContain('1.00 [0.90, 1.10] ');
  expect(shown('both')).not.toContain(']~');
  expect(shown('both')).not.toContain('~ assumes');
  expect(shown('both')).toContain('~ a limit rests on a model');
});

it('has the exact entropy of a target beside the table, and of an estimated one the limits', () => {
  const estimated = estimate({ quantity: 'entropy', source: 'Y', target: 'Y', value: 2.07, half: 0.08 });
  const line = { quantity: 'entropy', source: 'Y', target: 'Y' } as const;
  const exact = [exactLine({ ...line, value: 1.5, time: 11 }), exactLine({ ...line, value: 2, time: 12 })];
  expect(summary(resultOf({ config, exact, estimates: [estimated] }), '')).toContain('; H(Y) 2.0 bits at this step');
  expect(summary(resultOf({ config, estimates: [estimated] }), '')).toContain(
    '; H(Y) 2.07 [1.99, 2.15] bits at this step',
  );
});

it('says of several runs where memory is found again, and of an accuracy of one step no more', () => {
  const fits = [
    {
      layer: 'memory',
      epoch: 30,
      horizon: 0,
      runs: [
        { from: 0, to: 0 },
        { from: 5, to: 5 },
      ],
    },
  ];
  const none = estimate({ quantity: 'memoryNull', source: 'X', target: 'memory', value: 0, low: 0, high: 0.04 });
  const result = (at: 'every' | 'end') =>
    summary(
      resultOf({
        config,
        fits,
        training,
        data: { ...data, target: { at, classes: 2 } },
        estimates: [...memoryOf('memory', [1, 0, 0, 0, 0, 1]), none],
      }),
      '',
    );
  expect(result('every')).toContain('horizon 0, and again at lag 5 (shuffled baseline: at most 0.04)');
  expect(result('every')).toContain('held-out accuracy 50.0 % over all steps');
  expect(result('end')).toContain('held-out accuracy 50.0 %\n');
});

it('puts beside an accuracy the chance level of the target that it is of', () => {
  const losses = { loss: 0.5, validationLoss: 0.5 };
  const heads = [
    { name: 'size', target: 'Y', ...losses, squaredError: 1, validationSquaredError: 1 },
    { name: 'who', target: 'speaker', ...losses, accuracy: 0.48, validationAccuracy: 0.48 },
  ];
  const chances = [
    { target: 'Y', share: 0.5 },
    { target: 'speaker', share: 0.27 },
  ];
  const shown = (own: typeof heads): string =>
    summary(
      resultOf({
        config,
        training: [{ ...training[0], validationAccuracy: 0.48, heads: own }],
        data: { ...data, target: { at: 'end', classes: 2 }, chances },
      }),
      '',
    );
  expect(shown(heads)).toContain('held-out accuracy of speaker 48.0 % (chance level 27.0 %)');
  const both = [{ ...heads[0], accuracy: 0.48, validationAccuracy: 0.48 }, heads[1]];
  expect(shown(both)).toContain('held-out accuracy 48.0 % (chance level 50.0 %)');
});

it('lists the periods of trials in steps and milliseconds, with the best accuracy at the end of each', () => {
  const trial = {
    dt: 50,
    periods: [
      { name: 'fixation' as const, first: 1, last: 2 },
      { name: 'stimulus' as const, first: 3, last: 3 },
    ],
    bestAccuracy: [0.5, 0.5, 0.9],
  };
  expect(summary(resultOf({ config, data: { ...data, trial } }), '')).toContain(
    'periods, 50 ms a step: fixation steps 1–2 (0–100 ms, best accuracy 50 %), ' +
      'stimulus step 3 (100–150 ms, best accuracy 90 %)',
  );
  expect(summary(resultOf({ config, data }), '')).not.toContain('periods');
});
