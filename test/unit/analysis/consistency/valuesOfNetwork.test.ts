import { expect, it } from 'vitest';
import type { Estimate, Quantity } from '../../../../src/result/result';
import { analysisOf } from '../../../support/inProcess';

const config = {
  data: { task: 'automaton', automaton: 'counter', length: 4, samples: 100, heldOut: 80 },
  model: {
    layers: [
      { type: 'gru', name: 'a', units: 3 },
      { type: 'gru', name: 'b', units: 3 },
      { type: 'dense', name: 'out', units: 5, activation: 'softmax' },
    ],
  },
  training: { epochs: 2 },
  analysis: { snapshots: 2 },
};

it('no value of a network is above that of what it is a part of', async () => {
  const { estimates } = await analysisOf(config);
  const held = estimates.filter(({ set, beside }) => set !== 'training' && beside === undefined);
  const whole = (of: Estimate, layer: string): Estimate | undefined =>
    held.find(
      (one) =>
        one.quantity === 'inputInformation' &&
        one.target === layer &&
        one.time === of.time &&
        one.epoch === of.epoch &&
        one.bound !== 'lower',
    );
  let checked = 0;
  const of = (quantity: Quantity, layersOf: (one: Estimate) => string[]): void => {
    for (const one of held.filter((estimate) => estimate.quantity === quantity && estimate.bound !== 'upper'))
      for (const layer of layersOf(one)) {
        const more = whole(one, layer);
        if (!more) continue;
        checked++;
        expect(one.value, `${quantity} of ${layer}`).toBeLessThanOrEqual(more.value + 1e-9);
      }
  };
  of('memory', ({ target }) => [target]);
  of('conditionalMemory', ({ target }) => [target]);
  of('historyInformation', ({ target }) => [target]);
  of('layerInformation', ({ source, target }) => [source, target]);
  of('outputInformation', ({ source }) => [source]);
  expect(checked).toBeGreaterThan(20);
  for (const input of held.filter(({ quantity, bound }) => quantity === 'inputInformation' && bound !== 'lower')) {
    const lags = held.filter(
      ({ quantity, target, time, epoch, from }) =>
        quantity === 'memory' &&
        target === input.target &&
        time === input.time &&
        epoch === input.epoch &&
        from === undefined,
    );
    expect(lags.reduce((sum, { value }) => sum + value, 0)).toBeLessThanOrEqual(input.value + 1e-9);
  }
});
