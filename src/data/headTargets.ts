import type { SequenceSet, Sequences, Targets } from './dataset';

/**
 * The targets of a set that a head should predict: 'Y', its targets; 'X', its inputs; 'next', at every step the input
 * of the next one (the last step has none); or a further target by its name. Undefined where the set has none of that
 * name.
 */
export function headTargets(set: SequenceSet, target: string): Targets | undefined {
  switch (target) {
    case 'Y':
      return set.targets;
    case 'X':
      return sameInputs(set.inputs);
    case 'next':
      return nextInputs(set.inputs);
    default:
      return set.furtherTargets?.get(target);
  }
}

/** The inputs at the real steps; behind them there is nothing to predict. */
export function sameInputs(inputs: Sequences): Targets {
  const { samples, length, features, lengths, symbols } = inputs;
  if (!lengths || symbols) return { ...inputs, at: 'every' };
  const values = inputs.values.slice();
  for (let i = 0; i < samples; i++) values.fill(NaN, (i * length + lengths[i]) * features, (i + 1) * length * features);
  return { ...inputs, values, at: 'every' };
}

function nextInputs(inputs: Sequences): Targets {
  const { values, samples, length, features, symbols, lengths } = inputs;
  const width = length * features;
  const next = new Float32Array(values.length);
  for (let i = 0; i < samples; i++) {
    next.set(values.subarray(i * width + features, (i + 1) * width), i * width);
    if (!symbols) next.fill(NaN, (i * length + (lengths?.[i] ?? length) - 1) * features, (i + 1) * width);
  }
  if (!symbols) return { ...inputs, values: next, at: 'every' };
  const shifted = new Int32Array(symbols.length);
  for (let i = 0; i < samples; i++) {
    shifted.set(symbols.subarray(i * length + 1, (i + 1) * length), i * length);
    shifted.fill(-1, i * length + (lengths?.[i] ?? length) - 1, (i + 1) * length);
  }
  return { ...inputs, values: next, symbols: shifted, at: 'every' };
}
