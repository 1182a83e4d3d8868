/** -p ln p, with 0 ln 0 = 0; nats. */
export function entropyTerm(p: number): number {
  return p > 0 ? -p * Math.log(p) : 0;
}

/** H(p) = -sum p ln p of a distribution; nats. */
export function entropy(p: Iterable<number>): number {
  let sum = 0;
  for (const value of p) sum += entropyTerm(value);
  return sum;
}

/** Binary entropy h(p); nats. */
export function binaryEntropy(p: number): number {
  return entropyTerm(p) + entropyTerm(1 - p);
}

/** p ln(p/q), with 0 ln(0/q) = 0 and p ln(p/0) infinite; nats. */
export function divergenceTerm(p: number, q: number): number {
  if (p <= 0) return 0;
  return q > 0 ? p * Math.log(p / q) : Infinity;
}

/** Kullback-Leibler divergence D(p||q) = sum p ln(p/q); nats. */
export function divergence(p: ArrayLike<number>, q: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < p.length; i++) sum += divergenceTerm(p[i], q[i]);
  return sum;
}

/** I(X;Y) of a joint distribution, one row an x; nats (Cover and Thomas 2006, eq. 2.28). */
export function mutualInformation(joint: readonly ArrayLike<number>[]): number {
  if (joint.length === 0) return 0;
  const columns = new Float64Array(joint[0].length);
  const rows = joint.map((row) => {
    let sum = 0;
    for (let y = 0; y < row.length; y++) {
      sum += row[y];
      columns[y] += row[y];
    }
    return sum;
  });
  let information = 0;
  joint.forEach((row, x) => {
    for (let y = 0; y < row.length; y++) {
      if (row[y] > 0) information += row[y] * Math.log(row[y] / (rows[x] * columns[y]));
    }
  });
  return Math.max(0, information);
}
