const eulerGamma = 0.5772156649015329;
let table = new Float64Array([-Infinity, -eulerGamma]);

/** A table whose entry n is the digamma function at n, for n up to `largest` at least: psi(n + 1) = psi(n) + 1/n. */
export function digammas(largest: number): Float64Array {
  if (largest >= table.length) {
    const grown = new Float64Array(Math.max(largest + 1, 2 * table.length));
    grown.set(table);
    for (let n = table.length; n < grown.length; n++) grown[n] = grown[n - 1] + 1 / (n - 1);
    table = grown;
  }
  return table;
}
