import type { SteppedNetwork } from '../../../../base/stepped/steppedNetwork';

/** Numbers that the table may take, and histories that run at once. */
const mostNumbers = 2 ** 23;
const atOnce = 1024;

/** The steps of the longest beginnings of which a table holds every one, where `histories` of them are run on. */
export function stepsInTable(
  { width }: Pick<SteppedNetwork, 'width'>,
  alphabet: number,
  length: number,
  histories: number,
): number {
  const most = Math.min(mostNumbers / width, histories / 4);
  let steps = 0;
  while (steps < length && alphabet ** (steps + 1) <= most) steps++;
  return steps;
}

/**
 * Runs whole histories [count, length] on from a table of the states after every beginning of some steps, so that each
 * beginning is run once. The table is made when it is first asked for, and kept in single precision. Gives the means
 * [count, dimensions].
 */
export function tableRuns(
  network: SteppedNetwork,
  alphabet: number,
  length: number,
  steps: number,
): (symbols: Int32Array, count: number) => Float64Array {
  const { width, dimensions } = network;
  let table: Float32Array | undefined;
  const read = new Int32Array(atOnce);
  let [now, after] = [0, 1].map(() => new Float64Array(atOnce * width));
  return (symbols, count) => {
    table ??= everyBeginning(network, alphabet, steps);
    const means = new Float64Array(count * dimensions);
    for (let start = 0; start < count; start += atOnce) {
      const some = Math.min(atOnce, count - start);
      for (let i = 0; i < some; i++) {
        let place = 0;
        for (let t = 0, at = (start + i) * length; t < steps; t++, at++) place = place * alphabet + symbols[at];
        for (let k = 0, a = i * width, b = place * width; k < width; k++, a++, b++) now[a] = table[b];
      }
      for (let t = steps; t < length; t++) {
        for (let i = 0; i < some; i++) read[i] = symbols[(start + i) * length + t];
        network.step(now, read, some, after);
        [now, after] = [after, now];
      }
      network.observe(now, some, means.subarray(start * dimensions, (start + some) * dimensions));
    }
    return means;
  };
}

/** The states after every sequence of `steps` symbols, the first symbol the slowest. */
function everyBeginning(network: SteppedNetwork, alphabet: number, steps: number): Float32Array {
  const { width } = network;
  let states = new Float32Array(width);
  const before = new Float64Array(atOnce * width);
  const after = new Float64Array(atOnce * width);
  const read = new Int32Array(atOnce);
  for (let t = 0; t < steps; t++) {
    const next = new Float32Array(states.length * alphabet);
    const count = next.length / width;
    for (let start = 0; start < count; start += atOnce) {
      const some = Math.min(atOnce, count - start);
      for (let i = 0; i < some; i++) {
        const from = Math.floor((start + i) / alphabet) * width;
        for (let k = 0; k < width; k++) before[i * width + k] = states[from + k];
        read[i] = (start + i) % alphabet;
      }
      network.step(before, read, some, after);
      next.set(after.subarray(0, some * width), start * width);
    }
    states = next;
  }
  return states;
}
