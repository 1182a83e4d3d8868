import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/** A seeded stream of random numbers: the same seed gives the same numbers on every machine. */
export class Random {
  private readonly generator: ReturnType<typeof xoroshiro128plusFromState>;
  private spareNormal: number | undefined;

  constructor(private readonly seed: number) {
    this.generator = xoroshiro128plusFromState(mixedState(seed));
  }

  /** An independent stream named by `label`, so that adding draws to one consumer never shifts another's. */
  fork(label: string): Random {
    let hash = (this.seed | 0) ^ 0x811c9dc5;
    for (let i = 0; i < label.length; i++) {
      hash = Math.imul(hash ^ label.charCodeAt(i), 0x01000193);
    }
    return new Random(hash);
  }

  /** A 32-bit signed integer. */
  private bits(): number {
    return this.generator.next();
  }

  /** Uniform on [0, 1), 53 bits. */
  uniform(): number {
    const high = this.bits() >>> 5;
    const low = this.bits() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  /** A uniform integer in [0, bound). */
  integer(bound: number): number {
    return Math.floor(this.uniform() * bound);
  }

  /** A place among the weights, by their share of `total`, which is their sum; never one of no weight. */
  choice(weights: ArrayLike<number>, total = 1): number {
    let left = this.uniform() * total;
    let last = 0;
    for (let place = 0; place < weights.length; place++) {
      if (weights[place] === 0) continue;
      last = place;
      if ((left -= weights[place]) < 0) break;
    }
    return last;
  }

  /** Standard normal (Marsaglia 1964, polar method). */
  normal(): number {
    if (this.spareNormal !== undefined) {
      const value = this.spareNormal;
      this.spareNormal = undefined;
      return value;
    }
    for (;;) {
      const u = 2 * this.uniform() - 1;
      const v = 2 * this.uniform() - 1;
      const s = u * u + v * v;
      if (s > 0 && s < 1) {
        const scale = Math.sqrt((-2 * Math.log(s)) / s);
        this.spareNormal = v * scale;
        return u * scale;
      }
    }
  }

  /** Fisher-Yates, in place. */
  shuffle<T extends { length: number; [index: number]: number }>(items: T): T {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      const held = items[i];
      items[i] = items[j];
      items[j] = held;
    }
    return items;
  }

  /** The integers 0 ... count-1 in random order. */
  permutation(count: number): Int32Array {
    const order = new Int32Array(count);
    for (let i = 0; i < count; i++) order[i] = i;
    return this.shuffle(order);
  }
}

/**
 * Four words of state from one seed, as Blackman and Vigna (2021, section 6) ask for: the generator is linear over its
 * bits, so that seeds which enter it as they are give related streams and small seeds small first numbers. The mixing
 * is the finalizer of MurmurHash3 (Appleby 2011) over steps of the golden ratio (Steele, Lea and Flood 2014).
 */
function mixedState(seed: number): number[] {
  return [1, 2, 3, 4].map((step) => mixed((seed + Math.imul(step, 0x9e3779b9)) | 0));
}

function mixed(word: number): number {
  let bits = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
