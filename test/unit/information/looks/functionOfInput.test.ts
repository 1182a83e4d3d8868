import { describe, expect, it } from 'vitest';
import { Random } from '../../../../src/base/random';
import { distinctRows } from '../../../../src/information/looks/distinctRows';
import { equalInputs, isNoFunction } from '../../../../src/information/looks/functionOfInput';
import { continuous, discrete, normals } from '../samplers';

/** States of four units after six bits, started from a state that `carried` scales, with units left out at random. */
function states(carried: number, dropped: number): boolean {
  const random = new Random(1);
  const weights = normals(random, 8);
  const inputs: number[] = [];
  const values: number[] = [];
  let state = [0, 0, 0, 0];
  for (let i = 0; i < 1000; i++) {
    state = state.map((unit) => carried * unit);
    for (let t = 0; t < 6; t++) {
      const bit = random.integer(2);
      inputs.push(bit);
      state = state.map((unit, j) => Math.tanh(weights[j] * bit + weights[4 + j] * unit + 0.3));
    }
    values.push(
      ...state.map((unit) => Math.fround(unit * (random.uniform() < dropped ? 0 : 1) + 1e-7 * random.normal())),
    );
  }
  return isNoFunction(equalInputs(distinctRows(discrete('X', inputs, 6)), continuous('H', values, 4)));
}

describe('states of equal inputs', () => {
  it('are equal within rounding where they are a function of the input', () => {
    expect(states(0, 0)).toBe(false);
  });

  it('are not where the state is carried from window to window', () => {
    expect(states(1, 0)).toBe(true);
  });

  it('are not where units are dropped', () => {
    expect(states(0, 0.1)).toBe(true);
  });

  it('say nothing where no input occurs twice', () => {
    const random = new Random(2);
    const found = equalInputs(
      distinctRows(continuous('X', normals(random, 500))),
      continuous('H', normals(random, 500)),
    );
    expect(found).toEqual({ repeated: 0, unequal: 0 });
    expect(isNoFunction(found)).toBe(false);
  });
});
