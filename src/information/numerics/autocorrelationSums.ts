/**
 * For two real sequences, the sums over i of a_i a_(i-k) at every lag k: the transform of their power spectra (Wiener
 * 1930, Khinchin 1934), both in one complex transform. It is made for one length, and its work space is used again.
 */
export class AutocorrelationSums {
  private readonly size: number;
  private readonly real: Float64Array;
  private readonly imaginary: Float64Array;
  private readonly cosines: Float64Array;
  private readonly sines: Float64Array;
  /** Every place with its binary digits in reverse. */
  private readonly mirrored: Int32Array;

  constructor(private readonly length: number) {
    // Zeros behind the sequence keep its end from its beginning.
    let size = 2;
    while (size < 2 * length) size *= 2;
    this.size = size;
    this.real = new Float64Array(size);
    this.imaginary = new Float64Array(size);
    this.cosines = Float64Array.from({ length: size / 2 }, (_, k) => Math.cos((2 * Math.PI * k) / size));
    this.sines = Float64Array.from({ length: size / 2 }, (_, k) => -Math.sin((2 * Math.PI * k) / size));
    this.mirrored = new Int32Array(size);
    for (let i = 1; i < size; i++) this.mirrored[i] = (this.mirrored[i >> 1] >> 1) | (i & 1 ? size >> 1 : 0);
  }

  /** Adds the sums at lags 0, 1, ... to those in `ofA` and `ofB`, as many as these have room for. */
  add(a: Float64Array, b: Float64Array, ofA: Float64Array, ofB: Float64Array): void {
    const { size, real, imaginary } = this;
    real.fill(0).set(a);
    imaginary.fill(0).set(b);
    this.transform();
    for (let k = 0; k <= size / 2; k++) {
      const mirror = (size - k) % size;
      const p = real[k];
      const q = imaginary[k];
      const r = real[mirror];
      const s = imaginary[mirror];
      // Of a + ib, the half sum and the half difference of a value and its mirrored conjugate belong to a and b.
      real[k] = real[mirror] = ((p + r) ** 2 + (q - s) ** 2) / (4 * size);
      imaginary[k] = imaginary[mirror] = ((p - r) ** 2 + (q + s) ** 2) / (4 * size);
    }
    // Of an even sequence, the transform is its own inverse but for the factor.
    this.transform();
    const lags = Math.min(this.length, ofA.length);
    for (let k = 0; k < lags; k++) {
      ofA[k] += real[k];
      ofB[k] += imaginary[k];
    }
  }

  /** The discrete Fourier transform in place (Cooley and Tukey 1965). */
  private transform(): void {
    const { size, real, imaginary, cosines, sines, mirrored } = this;
    for (let i = 1; i < size; i++) {
      const j = mirrored[i];
      if (i >= j) continue;
      const [re, im] = [real[i], imaginary[i]];
      real[i] = real[j];
      imaginary[i] = imaginary[j];
      real[j] = re;
      imaginary[j] = im;
    }
    for (let half = 1; half < size; half *= 2) {
      const step = size / (2 * half);
      for (let from = 0; from < size; from += 2 * half)
        for (let k = 0, at = from, turn = 0; k < half; k++, at++, turn += step) {
          const other = at + half;
          const re = real[other] * cosines[turn] - imaginary[other] * sines[turn];
          const im = real[other] * sines[turn] + imaginary[other] * cosines[turn];
          real[other] = real[at] - re;
          imaginary[other] = imaginary[at] - im;
          real[at] += re;
          imaginary[at] += im;
        }
    }
  }
}
