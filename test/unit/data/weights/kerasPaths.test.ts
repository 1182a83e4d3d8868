import { expect, it } from 'vitest';
import { plainPaths } from '../../../../src/data/weights/kerasPaths';

const older = '_layer_checkpoint_dependencies';

it('gives the layers of Keras 2 the paths of Keras 3, without the gaps of their numbers', () => {
  const plain = plainPaths([older, `${older}/lstm`, `${older}/lstm_10`, `${older}/lstm_2`, `${older}/dense_1/vars`]);
  expect(['lstm/cell/vars/0', 'lstm_2/vars', 'lstm_10', 'dense_1'].map((path) => plain(`${older}/${path}`))).toEqual([
    'layers/lstm/cell/vars/0',
    'layers/lstm_1/vars',
    'layers/lstm_2',
    'layers/dense',
  ]);
  expect(plain(older)).toBe('layers');
  expect(plain('layers/lstm_4/vars/0')).toBe('layers/lstm_4/vars/0');
});
