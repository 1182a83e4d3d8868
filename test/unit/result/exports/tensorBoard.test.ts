import { expect, test } from 'vitest';
import { crc32c, maskedCrc32c } from '../../../../src/result/exports/crc32c';
import { eventFile, eventFileName, eventFiles, scalars } from '../../../../src/result/exports/tensorBoard';
import { fakeResult } from '../../../../webview/fake/result';

type Field = number | Uint8Array;

/** A reader of its own, from the wire format (Protocol Buffers, "Encoding"): field numbers with their values. */
function fieldsOf(bytes: Uint8Array): [field: number, value: Field][] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const varint = (): number => {
    for (let value = 0, weight = 1; ; weight *= 128) {
      const byte = bytes[at++];
      value += (byte & 127) * weight;
      if (byte < 128) return value;
    }
  };
  const read = (wireType: number): Field => {
    if (wireType === 0) return varint();
    if (wireType === 1) return view.getFloat64((at += 8) - 8, true);
    if (wireType === 5) return view.getFloat32((at += 4) - 4, true);
    const length = varint();
    return bytes.subarray(at, (at += length));
  };
  const found: [number, Field][] = [];
  while (at < bytes.length) {
    const key = varint();
    found.push([key >> 3, read(key & 7)]);
  }
  return found;
}

const field = (bytes: Field, number: number): Field[] =>
  typeof bytes === 'number' ? [] : fieldsOf(bytes).flatMap(([one, value]) => (one === number ? [value] : []));
const text = (bytes: Field): string => (typeof bytes === 'number' ? '' : new TextDecoder().decode(bytes));

/** The events of a file, whose checksums are right. */
function eventsOf(file: Uint8Array): Uint8Array[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const events: Uint8Array[] = [];
  for (let at = 0; at < file.length;) {
    const length = Number(view.getBigUint64(at, true));
    expect(view.getUint32(at + 8, true)).toBe(maskedCrc32c(file.subarray(at, at + 8)));
    const data = file.subarray(at + 12, at + 12 + length);
    expect(view.getUint32(at + 12 + length, true)).toBe(maskedCrc32c(data));
    events.push(data);
    at += length + 16;
  }
  return events;
}

test('checksums are those of RFC 3720, appendix B.4, and of the check value of CRC-32C', () => {
  expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
  expect(crc32c(new Uint8Array(32).fill(255))).toBe(0x62a8ab43);
  expect(crc32c(Uint8Array.from({ length: 32 }, (_, i) => i))).toBe(0x46dd794e);
  expect(crc32c(new TextEncoder().encode('123456789'))).toBe(0xe3069283);
});

test('an event file holds its version, then an event a step with every value', () => {
  const time = new Date(1_700_000_000_500);
  const [version, ...events] = eventsOf(
    eventFile(
      [
        { tag: 'loss/training', step: 300, value: 0.25 },
        { tag: 'loss/training', step: 0, value: 1.5 },
        { tag: 'memory_bits/gru 层', step: 300, value: 2 },
      ],
      time,
    ),
  );
  expect(text(field(version, 3)[0])).toBe('brain.Event:2');
  expect(field(version, 1)).toEqual([1_700_000_000.5]);
  expect(events.map((event) => field(event, 2)[0])).toEqual([0, 300]);
  const values = field(field(events[1], 5)[0], 1).map((value) => [text(field(value, 1)[0]), field(value, 2)[0]]);
  expect(values).toEqual([
    ['loss/training', 0.25],
    ['memory_bits/gru 层', 2],
  ]);
  expect(eventFileName(time)).toBe('events.out.tfevents.1700000000.rnn-infoflow');
});

test('the curves of a run are its losses and its main estimates at the last step, one value an epoch', () => {
  const result = fakeResult({ beside: true });
  const all = scalars(result);
  expect(new Set(all.map(({ tag, step }) => `${tag} ${step}`)).size).toBe(all.length);
  const tags = new Set(all.map(({ tag }) => tag));
  for (const tag of ['loss/training', 'loss/held-out', 'accuracy/held-out']) expect(tags).toContain(tag);
  const last = Math.max(...result.estimates.map(({ time = 0 }) => time));
  const one = result.estimates.find(
    ({ quantity, target, time, beside, set }) =>
      quantity === 'inputInformation' && target === 'memory' && time === last && !beside && !set,
  )!;
  const read = (end: string) =>
    all.find(({ tag, step }) => tag === `inputInformation_bits/memory${end}` && step === one.epoch)?.value;
  expect([read(''), read('/low'), read('/high')]).toEqual([one.value, one.low, one.high ?? undefined]);
});

test('every network of a run has a file of its own curves', () => {
  const alone = fakeResult();
  const { model } = alone.config;
  const other = { ...alone, name: 'rnn', estimates: [], training: alone.training.slice(0, 1) };
  const result = { ...alone, config: { ...alone.config, networks: { rnn: model } }, networks: [other] };
  const time = new Date(1_700_000_000_500);
  const files = eventFiles(result, time);
  expect(files.map(({ network, name }) => [network, name])).toEqual([
    ['model', eventFileName(time)],
    ['rnn', eventFileName(time)],
  ]);
  expect(files[0].bytes).toEqual(eventFile(scalars(result), time));
  expect(files[1].bytes).toEqual(eventFile(scalars(other), time));
  expect(files[1].bytes).not.toEqual(files[0].bytes);
});
