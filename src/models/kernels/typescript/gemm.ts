/** A matrix in row-major order inside an array: element (i, j) is `data[offset + i * stride + j]`. */
export interface Matrix {
  readonly data: Float32Array;
  readonly offset: number;
  readonly stride: number;
}

export function matrix(data: Float32Array, stride: number, offset = 0): Matrix {
  return { data, offset, stride };
}

/**
 * c += a b, with a [rows, inner], b [inner, columns], c [rows, columns]. Each pass uses four rows of b, so that one
 * load and store of c serves four products.
 */
export function multiplyAdd(rows: number, columns: number, inner: number, a: Matrix, b: Matrix, c: Matrix): void {
  const ad = a.data,
    bd = b.data,
    cd = c.data;
  const whole = inner - (inner % 4);
  for (let i = 0; i < rows; i++) {
    const ai = a.offset + i * a.stride;
    const ci = c.offset + i * c.stride;
    let k = 0;
    for (; k < whole; k += 4) {
      const a0 = ad[ai + k],
        a1 = ad[ai + k + 1],
        a2 = ad[ai + k + 2],
        a3 = ad[ai + k + 3];
      const b0 = b.offset + k * b.stride,
        b1 = b0 + b.stride,
        b2 = b1 + b.stride,
        b3 = b2 + b.stride;
      for (let j = 0; j < columns; j++) {
        cd[ci + j] += a0 * bd[b0 + j] + a1 * bd[b1 + j] + a2 * bd[b2 + j] + a3 * bd[b3 + j];
      }
    }
    for (; k < inner; k++) {
      const a0 = ad[ai + k];
      const b0 = b.offset + k * b.stride;
      for (let j = 0; j < columns; j++) cd[ci + j] += a0 * bd[b0 + j];
    }
  }
}

/** c += aᵀ b, with a [inner, rows], b [inner, columns], c [rows, columns]. */
export function multiplyTransposedAdd(
  rows: number,
  columns: number,
  inner: number,
  a: Matrix,
  b: Matrix,
  c: Matrix,
): void {
  const ad = a.data,
    bd = b.data,
    cd = c.data;
  const whole = inner - (inner % 4);
  for (let k = 0; k < whole; k += 4) {
    const b0 = b.offset + k * b.stride,
      b1 = b0 + b.stride,
      b2 = b1 + b.stride,
      b3 = b2 + b.stride;
    for (let i = 0; i < rows; i++) {
      const ak = a.offset + k * a.stride + i;
      const a0 = ad[ak],
        a1 = ad[ak + a.stride],
        a2 = ad[ak + 2 * a.stride],
        a3 = ad[ak + 3 * a.stride];
      const ci = c.offset + i * c.stride;
      for (let j = 0; j < columns; j++) {
        cd[ci + j] += a0 * bd[b0 + j] + a1 * bd[b1 + j] + a2 * bd[b2 + j] + a3 * bd[b3 + j];
      }
    }
  }
  for (let k = whole; k < inner; k++) {
    const b0 = b.offset + k * b.stride;
    for (let i = 0; i < rows; i++) {
      const a0 = ad[a.offset + k * a.stride + i];
      const ci = c.offset + i * c.stride;
      for (let j = 0; j < columns; j++) cd[ci + j] += a0 * bd[b0 + j];
    }
  }
}

/** aᵀ of a [rows, columns], dense. */
export function transpose(rows: number, columns: number, a: Matrix): Matrix {
  const data = new Float32Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) data[j * rows + i] = a.data[a.offset + i * a.stride + j];
  }
  return matrix(data, rows);
}

/** `rows` copies of `bias`, one below the other. */
export function repeatRows(rows: number, bias: Float32Array): Float32Array {
  const result = new Float32Array(rows * bias.length);
  for (let i = 0; i < rows; i++) result.set(bias, i * bias.length);
  return result;
}

/** The sums of the columns of a dense matrix. */
export function columnSums(columns: number, data: Float32Array): Float32Array {
  const sums = new Float64Array(columns);
  for (let i = 0; i < data.length; i += columns) {
    for (let j = 0; j < columns; j++) sums[j] += data[i + j];
  }
  return Float32Array.from(sums);
}
