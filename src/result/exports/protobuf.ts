/** Fields of a protocol buffer message in their binary form (Protocol Buffers, "Encoding"). */

const joined = (parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

/** A whole number from 0 to 2^53 in groups of seven bits, the lowest first. */
function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return Uint8Array.of(...bytes, rest);
}

const key = (field: number, wireType: number): Uint8Array => varint(field * 8 + wireType);

export const integerField = (field: number, value: number): Uint8Array => joined([key(field, 0), varint(value)]);

export function doubleField(field: number, value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value, true);
  return joined([key(field, 1), bytes]);
}

export function floatField(field: number, value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return joined([key(field, 5), bytes]);
}

export const bytesField = (field: number, bytes: Uint8Array): Uint8Array =>
  joined([key(field, 2), varint(bytes.length), bytes]);

export const textField = (field: number, text: string): Uint8Array => bytesField(field, new TextEncoder().encode(text));

/** Several fields after another: a message. */
export const message = (...fields: readonly Uint8Array[]): Uint8Array => joined(fields);
