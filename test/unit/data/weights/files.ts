import { writeFile } from 'node:fs/promises';

interface Tensor {
  readonly dtype?: string;
  readonly shape: readonly number[];
  readonly bytes: Buffer;
}

/** Values in single precision. */
export const floats = (shape: readonly number[], values: ArrayLike<number>): Tensor => ({
  shape,
  bytes: Buffer.from(Float32Array.from(values).buffer),
});

/** A .safetensors file, as its documentation has it. */
export async function writeSafetensors(path: string, tensors: Readonly<Record<string, Tensor>>): Promise<void> {
  let offset = 0;
  const header = Object.entries(tensors).map(([name, { dtype = 'F32', shape, bytes }]) => {
    const from = offset;
    offset += bytes.length;
    return [name, { dtype, shape, data_offsets: [from, offset] }];
  });
  const text = Buffer.from(JSON.stringify(Object.fromEntries(header)));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  await writeFile(path, Buffer.concat([length, text, ...Object.values(tensors).map(({ bytes }) => bytes)]));
}
