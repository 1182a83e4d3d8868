/** The supported element types: kind and bytes per element, as in NumPy's descr without the byte order. */
export type ElementType = 'b1' | 'i1' | 'i2' | 'i4' | 'i8' | 'u1' | 'u2' | 'u4' | 'u8' | 'f2' | 'f4' | 'f8';

/** The elements in memory. 64-bit integers become float64 (checked to fit), half floats float32, booleans 0 and 1. */
export type NdData =
  Float32Array | Float64Array | Int8Array | Int16Array | Int32Array | Uint8Array | Uint16Array | Uint32Array;

/** An n-dimensional array, row-major whatever its order in the file. */
export interface NdArray {
  readonly shape: readonly number[];
  /** The element type in the file. */
  readonly type: ElementType;
  readonly data: NdData;
}

/** Whether the elements are discrete: integers and booleans are, floats are continuous. */
export function isDiscrete(type: ElementType): boolean {
  return !type.startsWith('f');
}

export function elementBytes(type: ElementType): number {
  return Number(type.slice(1));
}

/** The product of the shape; 1 for a scalar. */
export function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

export function allocate(type: ElementType, count: number): NdData {
  switch (type) {
    case 'b1':
    case 'u1':
      return new Uint8Array(count);
    case 'i1':
      return new Int8Array(count);
    case 'i2':
      return new Int16Array(count);
    case 'i4':
      return new Int32Array(count);
    case 'u2':
      return new Uint16Array(count);
    case 'u4':
      return new Uint32Array(count);
    case 'f2':
    case 'f4':
      return new Float32Array(count);
    case 'i8':
    case 'u8':
    case 'f8':
      return new Float64Array(count);
  }
}
