import { describe, expect, it } from 'vitest';
import { weightsFor } from '../../../../src/models/weights/weightsFor';
import { configOf, type LayerInput } from '../support';
import { fileOf, torchCell } from './arrays';

const fit = (layers: readonly LayerInput[], file: Parameters<typeof weightsFor>[1], features?: number) =>
  weightsFor(configOf(layers).model.layers, file, features);
const gru = (name: string, units = 2): LayerInput => ({ type: 'gru', name, units });

describe('the weights of a PyTorch module', () => {
  it('are transposed, with their gates in the order here and their biases summed where they only add', () => {
    const { weights, layers } = fit([gru('g')], fileOf(torchCell('g', 3, 1, 2)));
    // Rows r0 r1 z0 z1 n0 n1 of the file, as columns z0 z1 r0 r1 n0 n1.
    expect([...weights['g/kernel'].values]).toEqual([2, 3, 0, 1, 4, 5]);
    expect([...weights['g/recurrentKernel'].values]).toEqual(
      [4, 6, 0, 2, 8, 10, 5, 7, 1, 3, 9, 11].map((value) => 1000 + value),
    );
    expect([...weights['g/bias'].values]).toEqual([5004, 5006, 5000, 5002, 2004, 2005, 3004, 3005]);
    expect(layers[0]).toMatchObject({ resetAfter: true, useBias: true });
  });

  it('go to the layer of their name, or to the only one that fits', () => {
    const file = fileOf({ ...torchCell('net.a', 3, 2, 2), ...torchCell('net.b', 3, 2, 2), ...torchCell('c', 4, 2, 5) });
    const { weights } = fit([gru('net_b'), gru('net_a'), { type: 'lstm', name: 'other', units: 5 }], file, 2);
    expect(weights['net_b/kernel'].values[0]).toBe(4004);
    expect(weights['net_a/kernel'].values[0]).toBe(4);
    expect(weights['other/kernel'].shape).toEqual([2, 20]);
  });

  it('go to equal layers in their order only where one module holds them, or a list', () => {
    const stacked = fileOf({ ...torchCell('rnn', 3, 2, 2, '_l1'), ...torchCell('rnn', 3, 2, 2, '_l0') });
    expect(fit([gru('x'), gru('y')], stacked, 2).weights['y/kernel'].values[0]).toBe(4);
    const listed = fileOf({ ...torchCell('cells.10', 3, 2, 2, ''), ...torchCell('cells.9', 3, 2, 2, '') });
    expect(fit([gru('x'), gru('y')], listed, 2).weights['y/kernel'].values[0]).toBe(4);
    const apart = fileOf({ ...torchCell('decoder', 3, 2, 2), ...torchCell('encoder', 3, 2, 2) });
    expect(() => fit([gru('x'), gru('y')], apart, 2)).toThrow('could be those of "decoder", "encoder"');
  });

  it.each<[string, LayerInput[], Record<string, readonly number[]>, string]>([
    [
      'another type',
      [{ type: 'lstm', name: 'g', units: 2 }],
      torchCell('g', 3, 1, 2),
      'in the file it is "g" (gru, 2 units, reads 1)',
    ],
    ['another width', [gru('g', 3)], torchCell('g', 3, 1, 2), 'Write the layer as it is in the file.'],
    [
      'other inputs',
      [gru('x')],
      torchCell('g', 3, 5, 2),
      'The file has no weights for "x" (gru, 2 units, reads 1). It has "g" (gru, 2 units, reads 5).',
    ],
    ['too few layers', [gru('g'), gru('h')], torchCell('g', 3, 1, 2), 'The file has no weights for "h"'],
    [
      'a form that is not the one of the file',
      [{ ...gru('g'), resetAfter: false } as LayerInput],
      torchCell('g', 3, 1, 2),
      'Write "resetAfter": true, or leave the key out.',
    ],
    [
      'a layer that only is here',
      [gru('g'), { type: 'attention', name: 'a', units: 2 }],
      torchCell('g', 3, 1, 2),
      '"a" is a layer that PyTorch and Keras do not have',
    ],
    [
      'more arrays',
      [gru('g')],
      { ...torchCell('g', 3, 1, 2), 'head.weight': [3, 2], 'norm.running_mean': [2] },
      '"norm" (a BatchNorm)',
    ],
    [
      'a batch normalisation',
      [gru('g')],
      { ...torchCell('g', 3, 1, 2), 'n.weight': [2], 'n.bias': [2], 'n.running_mean': [2] },
      '"n" (a BatchNorm)',
    ],
    [
      'projected states',
      [gru('g')],
      { 'g.weight_ih_l0': [6, 1], 'g.weight_hh_l0': [6, 1], 'g.weight_hr_l0': [1, 2] },
      '"g" (an LSTM with a projected output, proj_size=1)',
    ],
    ['a layer too many', [gru('g')], { ...torchCell('g', 3, 1, 2), 'head.weight': [3, 2] }, 'takes: head.weight'],
  ])('are refused for %s', (_, layers, arrays, message) => {
    expect(() => fit(layers, fileOf(arrays), 1)).toThrow(message);
  });
});

describe('weights by the names here', () => {
  const named = (bias: readonly number[]) =>
    fileOf({ 'g/kernel': [1, 6], 'g/recurrentKernel': [2, 6], 'g/bias': bias }, 'npz');

  it('tell the form of a GRU by the shape of its bias, which may be that of Keras', () => {
    expect(fit([gru('g')], named([6])).layers[0]).toMatchObject({ resetAfter: false });
    expect(fit([gru('g')], named([8])).layers[0]).toMatchObject({ resetAfter: true });
    const keras = fit([gru('g')], named([2, 6]));
    expect(keras.layers[0]).toMatchObject({ resetAfter: true });
    expect([...keras.weights['g/bias'].values]).toEqual([4006, 4008, 4010, 4012, 2004, 2005, 2010, 2011]);
  });
});
