/** The k nearest points offered so far, nearest first. */
export class NearestList {
  readonly distances: Float64Array;
  readonly points: Int32Array;

  constructor(private readonly k: number) {
    this.distances = new Float64Array(k);
    this.points = new Int32Array(k);
    this.clear();
  }

  clear(): void {
    this.distances.fill(Infinity);
    this.points.fill(-1);
  }

  /** The distance that a point has to beat. */
  get bound(): number {
    return this.distances[this.k - 1];
  }

  offer(distance: number, point: number): void {
    const { distances, points } = this;
    let at = this.k - 1;
    if (!(distance < distances[at])) return;
    while (at > 0 && distances[at - 1] > distance) {
      distances[at] = distances[at - 1];
      points[at] = points[at - 1];
      at--;
    }
    distances[at] = distance;
    points[at] = point;
  }
}
