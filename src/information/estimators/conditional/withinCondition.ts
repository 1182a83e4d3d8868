import type { Random } from '../../../base/random';

/**
 * An order of samples in which each is replaced by one of its neighbours in Z, each of them used once where that is
 * possible (Runge 2018, section 3.3). Pairs made so keep the laws of X given Z and of Y given Z, and share nothing
 * else.
 * @param neighbors the k nearest others of each sample in Z, [samples, k]
 */
export function shuffledWithin(neighbors: Int32Array, k: number, random: Random): Int32Array {
  const samples = neighbors.length / k;
  const used = new Uint8Array(samples);
  const order = new Int32Array(samples);
  const turn = Int32Array.from({ length: k }, (_, i) => i);
  for (const i of random.permutation(samples)) {
    random.shuffle(turn);
    let chosen = neighbors[i * k + turn[0]];
    for (const place of turn) {
      if (used[neighbors[i * k + place]] === 1) continue;
      chosen = neighbors[i * k + place];
      break;
    }
    used[chosen] = 1;
    order[i] = chosen;
  }
  return order;
}

/** An order of samples that are shuffled among those of the same code. */
export function shuffledWithinCodes(codes: Int32Array, random: Random): Int32Array {
  const members = new Map<number, number[]>();
  codes.forEach((code, i) => {
    const known = members.get(code);
    if (known === undefined) members.set(code, [i]);
    else known.push(i);
  });
  const order = new Int32Array(codes.length);
  for (const group of members.values()) {
    const places = random.permutation(group.length);
    group.forEach((i, place) => (order[i] = group[places[place]]));
  }
  return order;
}
