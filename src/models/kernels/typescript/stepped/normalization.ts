/**
 * Rows scaled to mean 0 and variance 1 (Ba, Kiros and Hinton 2016, eq. 2); the caller applies the gains. Keeps the
 * values that the gradient needs.
 */
export class RowNormalization {
  /** [rows, width] */
  readonly normalized: Float32Array;
  /** 1 / standard deviation of each row. */
  private readonly scales: Float32Array;

  constructor(
    rows: number,
    private readonly width: number,
    private readonly epsilon: number,
  ) {
    this.normalized = new Float32Array(rows * width);
    this.scales = new Float32Array(rows);
  }

  /** Normalises `width` numbers of `values`, starting at `from`, into row `row`. */
  forward(row: number, values: Float32Array, from: number): void {
    const { width, normalized } = this;
    let sum = 0;
    for (let j = 0; j < width; j++) sum += values[from + j];
    const mean = sum / width;
    let squares = 0;
    for (let j = 0; j < width; j++) squares += (values[from + j] - mean) ** 2;
    const scale = 1 / Math.sqrt(squares / width + this.epsilon);
    this.scales[row] = scale;
    for (let j = 0; j < width; j++) normalized[row * width + j] = (values[from + j] - mean) * scale;
  }

  /**
   * Replaces the gradient of row `row`'s normalised numbers, in `d` from `from` on, by that of the numbers before
   * normalisation.
   */
  back(row: number, d: Float32Array, from: number): void {
    const { width, normalized } = this;
    const at = row * width;
    let sum = 0;
    let along = 0;
    for (let j = 0; j < width; j++) {
      sum += d[from + j];
      along += d[from + j] * normalized[at + j];
    }
    const scale = this.scales[row];
    for (let j = 0; j < width; j++) d[from + j] = scale * (d[from + j] - (sum + normalized[at + j] * along) / width);
  }
}
