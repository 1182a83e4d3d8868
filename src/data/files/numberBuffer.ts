/** Room at first: a table may have a hundred thousand columns of a few rows, each with a buffer. */
const firstRoom = 8;

/** Numbers appended one by one, held in a typed array that doubles as it fills. */
export class NumberBuffer {
  private held = new Float64Array(firstRoom);
  private count = 0;

  push(value: number): void {
    if (this.count === this.held.length) {
      const larger = new Float64Array(2 * this.count);
      larger.set(this.held);
      this.held = larger;
    }
    this.held[this.count++] = value;
  }

  get length(): number {
    return this.count;
  }

  /** A view, valid until the next push. */
  get values(): Float64Array {
    return this.held.subarray(0, this.count);
  }
}
