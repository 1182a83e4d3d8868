import { Matrix } from 'ml-matrix';
import { expect, test } from 'vitest';
import { linearRecurrence } from '../../../src/analysis/truth/linearRecurrence';
import { Random } from '../../../src/base/random';
import { isCell } from '../../../src/config/layers/layerTraits';
import { layerSchema } from '../../../src/config/schema/layers';
import { steppedCell } from '../../../src/models/network/stepped/cells';
import type { NamedWeights } from '../../../src/models/model';

const units = 4;

/** Weights of a layer that reads two numbers. */
function weightsOf(type: string): NamedWeights {
  const random = new Random(3);
  const array = (shape: number[]) => ({
    shape,
    values: Float32Array.from({ length: shape.reduce((a, b) => a * b) }, () => 0.4 * random.normal()),
  });
  return {
    'm/kernel': array([2, units]),
    'm/bias': { shape: [units], values: new Float32Array(units) },
    'm/recurrentKernel': array(type === 'indRNN' ? [units] : [units, units]),
    'm/logDecay': array([units / 2]),
    'm/logPhase': array([units / 2]),
  };
}

const layers = [
  { type: 'simpleRNN', activation: 'linear' },
  { type: 'indRNN', activation: 'linear' },
  { type: 'echoState', activation: 'linear', leak: 0.7 },
  { type: 'leakyRNN', activation: 'linear', leak: 0.3, excitatory: 0.5 },
  { type: 'lru' },
];

test.each(layers)('the matrices of a $type take its state where its steps do', (given) => {
  const config = { ...layerSchema.parse({ ...given, units }), name: 'm' };
  if (!isCell(config)) throw new Error('no cell');
  const weights = weightsOf(config.type);
  const cell = steppedCell(config, (name) => weights[`m/${name}`].values);
  const matrices = linearRecurrence(config, weights);
  if (!matrices) throw new Error('not linear');
  const random = new Random(5);
  let state = Matrix.zeros(1, units);
  let [before, after] = [new Float64Array(cell.width), new Float64Array(cell.width)];
  for (let step = 0; step < 6; step++) {
    const x = [random.normal(), random.normal()];
    cell.step(Float64Array.from(x), before, after, 0);
    state = Matrix.add(new Matrix([x]).mmul(matrices.kernel), state.mmul(matrices.recurrentKernel));
    for (let j = 0; j < units; j++) expect(after[j]).toBeCloseTo(state.get(0, j), 6);
    [before, after] = [after, before];
  }
});

test.each([
  { type: 'simpleRNN', activation: 'tanh' },
  { type: 'simpleRNN', activation: 'linear', residual: true },
  { type: 'gru' },
  { type: 'minGRU' },
])('a $type that is not linear in its state has none', (given) => {
  const config = { ...layerSchema.parse({ ...given, units }), name: 'm' };
  expect(linearRecurrence(config, weightsOf(config.type))).toBeUndefined();
});
