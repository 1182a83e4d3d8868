import type { Scale, SequenceSet, Sequences } from './dataset';

/** Adds the numbers of one feature up. */
interface Sums {
  count: number;
  mean: number;
  /** Sum of the squared differences from the mean (Welford 1962). */
  squares: number;
  /** Every number is 0 or 1: a flag, not a real value. */
  flags: boolean;
}

/**
 * Both sets with every column of real values at mean 0 and variance 1 over the training set's real steps. Symbols,
 * flags (0 and 1 alone) and constants stay as they are.
 */
export function standardized(training: SequenceSet, heldOut: SequenceSet): [SequenceSet, SequenceSet] {
  const inputs = scaleOf(training.inputs);
  const targets = training.targets && scaleOf(training.targets);
  const further = new Map([...(training.furtherTargets ?? [])].map(([name, own]) => [name, scaleOf(own)]));
  const apply = (set: SequenceSet): SequenceSet => ({
    ...set,
    inputs: scaled(set.inputs, inputs),
    ...(set.targets && { targets: scaled(set.targets, targets) }),
    ...(set.furtherTargets && {
      furtherTargets: new Map([...set.furtherTargets].map(([name, own]) => [name, scaled(own, further.get(name))])),
    }),
  });
  return [apply(training), apply(heldOut)];
}

/** Undefined where no column is changed. */
function scaleOf({ values, symbols, samples, length, features, lengths }: Sequences): Scale | undefined {
  if (symbols) return undefined;
  const sums = Array.from({ length: features }, (): Sums => ({ count: 0, mean: 0, squares: 0, flags: true }));
  for (let row = 0; row < samples; row++) {
    const end = (row * length + (lengths?.[row] ?? length)) * features;
    for (let i = row * length * features; i < end; i++) add(sums[i % features], values[i]);
  }
  const real = sums.map(({ squares, flags }) => squares > 0 && !flags);
  if (!real.includes(true)) return undefined;
  return {
    means: Float64Array.from(sums, ({ mean }, j) => (real[j] ? mean : 0)),
    deviations: Float64Array.from(sums, ({ squares, count }, j) => (real[j] ? Math.sqrt(squares / count) : 1)),
  };
}

function add(sums: Sums, value: number): void {
  if (Number.isNaN(value)) return;
  sums.count++;
  const before = value - sums.mean;
  sums.mean += before / sums.count;
  sums.squares += before * (value - sums.mean);
  if (value !== 0 && value !== 1) sums.flags = false;
}

function scaled<Kind extends Sequences>(sequences: Kind, scale: Scale | undefined): Kind {
  if (!scale) return sequences;
  const { samples, length, features, lengths } = sequences;
  const values = sequences.values.slice();
  for (let row = 0; row < samples; row++) {
    // Padding stays 0.
    const end = (row * length + (lengths?.[row] ?? length)) * features;
    for (let i = row * length * features; i < end; i++)
      values[i] = (values[i] - scale.means[i % features]) / scale.deviations[i % features];
  }
  return { ...sequences, values, scale: onto(scale, sequences.scale) };
}

/** The scale of numbers that were scaled before. */
function onto(scale: Scale, before: Scale | undefined): Scale {
  if (!before) return scale;
  return {
    means: scale.means.map((mean, j) => mean * before.deviations[j] + before.means[j]),
    deviations: scale.deviations.map((deviation, j) => deviation * before.deviations[j]),
  };
}
