import { readHeader } from '../../src/result/states/readHead';
import type { HarnessPage } from './pageHarness';

/**
 * Answers what the page asks for of a file of states, as the editor does: from inside the page, with a message.
 * @param made blocks are made up in the page, of bytes that rise and fall: the file has its head alone
 */
export async function serveStates(page: HarnessPage, file: Uint8Array, made = false): Promise<void> {
  const { header, layout } = readHeader(file)!;
  const kept = made ? file.subarray(0, layout.headEnd) : file;
  await page.page.evaluate(
    ({ base64, headEnd, arrays, madeUp }) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      interface Asked {
        readonly type: string;
        readonly key: string;
        readonly block?: { readonly array: number; readonly from: number; readonly to: number };
      }
      const answer = ({ key, block }: Asked): void => {
        let part = bytes.slice(0, headEnd);
        if (block) {
          const { at, each } = arrays[block.array];
          const [from, to] = [block.from * each, block.to * each];
          part = madeUp
            ? new Uint8Array(to - from).map((_, i) => ((from + i) * 2654435761) >>> 24)
            : bytes.slice(at + from, at + to);
        }
        window.postMessage({ type: 'states', key, ...(block && { block }), bytes: part }, '*');
      };
      const sent = Reflect.get(globalThis, 'harnessSent') as unknown[];
      const push = sent.push.bind(sent);
      sent.push = (message: unknown): number => {
        if ((message as Asked).type === 'askStates') setTimeout(() => answer(message as Asked));
        return push(message);
      };
    },
    {
      base64: Buffer.from(kept).toString('base64'),
      headEnd: layout.headEnd,
      arrays: header.arrays.map(({ steps, units }, i) => ({ at: layout.arrays[i], each: steps * units })),
      madeUp: made,
    },
  );
}
