import { gaussianInformationOfCovariances } from '../estimators/copula/gaussianInformation';
import { crossProduct } from '../numerics/products';
import type { Measurement } from '../types/measurement';
import type { SampleChunk, StreamShape } from './chunk';

/**
 * The covariance of the columns of both variables, updated by every chunk (Chan, Golub and LeVeque 1983). It is exact
 * for any order of rows.
 */
export class StreamCovariance {
  private samples = 0;
  private readonly size: number;
  private readonly means: Float64Array;
  private readonly scatter: Float64Array;

  constructor(private readonly shape: StreamShape) {
    this.size = shape.x.dimensions + shape.y.dimensions;
    this.means = new Float64Array(this.size);
    this.scatter = new Float64Array(this.size ** 2);
  }

  add(chunk: SampleChunk, rows: number): void {
    const { size, means, scatter } = this;
    const [p, q] = [this.shape.x.dimensions, this.shape.y.dimensions];
    const own = new Float64Array(size);
    const joint = new Float64Array(rows * size);
    for (let row = 0; row < rows; row++) {
      for (let d = 0; d < p; d++) joint[row * size + d] = chunk.x[row * p + d];
      for (let d = 0; d < q; d++) joint[row * size + p + d] = chunk.y[row * q + d];
      for (let d = 0; d < size; d++) own[d] += joint[row * size + d];
    }
    for (let d = 0; d < size; d++) own[d] /= rows;
    for (let row = 0; row < rows; row++) for (let d = 0; d < size; d++) joint[row * size + d] -= own[d];
    const within = crossProduct(joint, size, joint, size, rows);
    const total = this.samples + rows;
    const weight = (this.samples * rows) / total;
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++)
        scatter[i * size + j] += within[i * size + j] + weight * (own[i] - means[i]) * (own[j] - means[j]);
    }
    for (let d = 0; d < size; d++) means[d] += ((own[d] - means[d]) * rows) / total;
    this.samples = total;
  }

  estimate(): Measurement {
    return gaussianInformationOfCovariances(
      this.scatter.map((sum) => sum / (this.samples - 1)),
      this.shape.x.dimensions,
      this.shape.y.dimensions,
      this.samples,
    );
  }
}
