import { blockOf } from '../../src/result/states/layout';
import { readHeader } from '../../src/result/states/readHead';
import type { AskStates, StatesMessage } from '../../src/page/statesMessages';

/** Bytes of states in a saved report, at most. */
export const mostEmbedded = 2 ** 19;

/** Answers as the editor does, from a file of states in a saved report. */
export function embeddedStates(base64: string): (asked: AskStates) => StatesMessage {
  const file = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const read = readHeader(file);
  return ({ key, block }) => {
    const place = read && (block ? blockOf(read.header, read.layout, block.array, block.from, block.to) : undefined);
    const [from, to] = place ? [place.at, place.at + place.bytes] : [0, block ? 0 : (read?.layout.headEnd ?? 0)];
    return { type: 'states', key, ...(block && { block }), ...(to > from && { bytes: file.subarray(from, to) }) };
  };
}
