import type { PreparedVariable } from '../../job/preparedVariable';
import type { Measure } from '../measure';

/** By a decoder of one variable from the other; all pairs with the same state share it. */
export const probeMeasure: Measure<'probe'> = async (x, y, options, shared) => {
  const [state, target] = probeRoles(x, y);
  const decoder = shared.probe(state, options);
  return target.variable.kind === 'discrete' ? decoder.discrete(target) : decoder.continuous(target);
};

/** The decoded variable is the discrete one, else the one with fewer columns. */
function probeRoles(x: PreparedVariable, y: PreparedVariable): [state: PreparedVariable, target: PreparedVariable] {
  if (x.variable.kind !== y.variable.kind) return y.variable.kind === 'discrete' ? [x, y] : [y, x];
  if (x.variable.kind === 'discrete') return x.symbols.alphabet < y.symbols.alphabet ? [y, x] : [x, y];
  return x.variable.dimensions < y.variable.dimensions ? [y, x] : [x, y];
}
