import type { Variable } from '../../../types/variable';

/** The samples of a discrete variable, by symbol; a symbol of several columns is the whole row. */
export interface Classes {
  /** 0 ... count-1, in the order in which symbols first occur. */
  readonly labels: Int32Array;
  /** The number of samples of each label. */
  readonly sizes: Int32Array;
}

export function classesOf(variable: Variable): Classes {
  const { samples, dimensions, values } = variable;
  const known = new Map<number | string, number>();
  const labels = new Int32Array(samples);
  const sizes: number[] = [];
  for (let i = 0; i < samples; i++) {
    const key = dimensions === 1 ? values[i] : values.subarray(i * dimensions, (i + 1) * dimensions).join(' ');
    let label = known.get(key);
    if (label === undefined) {
      label = known.size;
      known.set(key, label);
      sizes.push(0);
    }
    labels[i] = label;
    sizes[label]++;
  }
  return { labels, sizes: Int32Array.from(sizes) };
}

/** The samples of each label. */
export function membersOf(classes: Classes): Int32Array[] {
  const members = Array.from(classes.sizes, (size) => new Int32Array(size));
  const filled = new Int32Array(classes.sizes.length);
  classes.labels.forEach((label, i) => {
    members[label][filled[label]++] = i;
  });
  return members;
}
