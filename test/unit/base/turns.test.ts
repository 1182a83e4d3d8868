import { expect, it } from 'vitest';
import { CancelledError } from '../../../src/base/cancellation';
import { Turns } from '../../../src/base/turns';

/** Work that ends when it is told to. */
function held(log: string[], name: string) {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const work = async (): Promise<string> => {
    log.push(`${name} begins`);
    await ended;
    log.push(`${name} ends`);
    return name;
  };
  return { end, work };
}

it('runs one piece of work after another, after a failure too', async () => {
  const [turns, log] = [new Turns(), [] as string[]];
  const { signal } = new AbortController();
  const [a, b] = [held(log, 'a'), held(log, 'b')];
  const failing = turns.take(signal, () => Promise.reject(new Error('broken')));
  const answers = [turns.take(signal, a.work), turns.take(signal, b.work)];
  await expect(failing).rejects.toThrow('broken');
  b.end();
  a.end();
  expect(await Promise.all(answers)).toEqual(['a', 'b']);
  expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
});

it('forgets work that is cancelled while it waits, at once', async () => {
  const [turns, log] = [new Turns(), [] as string[]];
  const controller = new AbortController();
  const [a, b, c] = [held(log, 'a'), held(log, 'b'), held(log, 'c')];
  const first = turns.take(new AbortController().signal, a.work);
  const waiting = turns.take(controller.signal, b.work);
  const last = turns.take(new AbortController().signal, c.work);
  controller.abort();
  await expect(waiting).rejects.toThrow(CancelledError);
  await expect(turns.take(controller.signal, b.work)).rejects.toThrow(CancelledError);
  a.end();
  c.end();
  expect(await Promise.all([first, last])).toEqual(['a', 'c']);
  expect(log).not.toContain('b begins');
});
