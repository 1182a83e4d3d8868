import { expect, it } from 'vitest';
import { SnapshotRoom } from '../../../src/analysis/stages/snapshotRoom';
import { CancelledError } from '../../../src/base/cancellation';
import { Cores } from '../../../src/base/cores';

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('lets no snapshot in while training has all cores, and then one after the other', async () => {
  const cores = new Cores(2);
  const room = new SnapshotRoom(new AbortController().signal, cores);
  const order: string[] = [];
  const snapshot = (name: string): Promise<void> =>
    room.run(async () => {
      order.push(name);
      await settled();
      order.push(`${name} done`);
    });
  const release = cores.hold(2);
  const all = Promise.all(['first', 'second'].map(snapshot));
  await settled();
  expect(order).toEqual([]);
  release();
  await all;
  expect(order).toEqual(['first', 'first done', 'second', 'second done']);
});

it('lets snapshots in beside training that leaves a core', async () => {
  const cores = new Cores(2);
  cores.hold(1);
  const room = new SnapshotRoom(new AbortController().signal, cores);
  expect(await room.run(() => Promise.resolve('estimated'))).toBe('estimated');
});

it('lets go of those that wait when the run is cancelled', async () => {
  const cores = new Cores(1);
  cores.hold(1);
  const controller = new AbortController();
  const room = new SnapshotRoom(controller.signal, cores);
  const waiting = room.run(() => Promise.resolve());
  const outcome = expect(waiting).rejects.toThrow(CancelledError);
  controller.abort();
  await outcome;
});
