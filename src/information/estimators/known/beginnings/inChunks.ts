import type { SteppedNetwork } from '../../../../base/stepped/steppedNetwork';

/** A network whose steps are taken for at most so many states at once. */
export function inChunks(network: SteppedNetwork, most: number): SteppedNetwork {
  const { width } = network;
  return {
    ...network,
    step: (before, symbols, count, after) => {
      for (let from = 0; from < count; from += most) {
        const to = Math.min(count, from + most);
        const [rows, read] = [before.subarray(from * width, to * width), symbols.subarray(from, to)];
        network.step(rows, read, to - from, after.subarray(from * width, to * width));
      }
    },
  };
}
