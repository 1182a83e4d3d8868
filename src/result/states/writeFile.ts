import { layoutOf, magic, paddedLength, prefixBytes } from './layout';
import type { StatesHeader } from './states';

/** The parts of a file of states, in the layout of `layoutOf`. */
export interface StatesParts {
  readonly header: StatesHeader;
  readonly rows: Int32Array;
  readonly lengths: Int32Array;
  readonly kept: readonly Float32Array[];
  readonly inputs: Int16Array;
  readonly targets: Int16Array;
  /** Bytes [sequences, steps, units] of each array. */
  readonly states: readonly Uint8Array[];
}

/** The file as stretches of bytes, one after the other; the machines that run this are little-endian. */
export function statesFile(parts: StatesParts): Uint8Array[] {
  const text = new TextEncoder().encode(JSON.stringify(parts.header));
  const size = paddedLength(text.length);
  const layout = layoutOf(parts.header, size);
  const head = new Uint8Array(layout.headEnd);
  const view = new DataView(head.buffer);
  view.setUint32(0, magic, true);
  view.setUint32(4, size, true);
  head.fill(32, prefixBytes, prefixBytes + size);
  head.set(text, prefixBytes);
  const put = (at: number, { buffer, byteOffset, byteLength }: ArrayBufferView): void =>
    head.set(new Uint8Array(buffer, byteOffset, byteLength), at);
  put(layout.rows.at, parts.rows);
  put(layout.lengths.at, parts.lengths);
  parts.kept.forEach((table, i) => put(layout.kept[i].at, table));
  put(layout.inputs.at, parts.inputs);
  put(layout.targets.at, parts.targets);
  const padded = parts.states.flatMap((bytes) => {
    const rest = paddedLength(bytes.length) - bytes.length;
    return rest === 0 ? [bytes] : [bytes, new Uint8Array(rest)];
  });
  return [head, ...padded];
}

/** The same as one stretch, for a small file. */
export function wholeStatesFile(parts: StatesParts): Uint8Array {
  const stretches = statesFile(parts);
  const out = new Uint8Array(stretches.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const stretch of stretches) {
    out.set(stretch, at);
    at += stretch.length;
  }
  return out;
}
