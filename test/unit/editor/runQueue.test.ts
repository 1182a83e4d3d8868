import { describe, expect, it } from 'vitest';
import { RunQueue } from '../../../src/editor/runs/runQueue';

const run = (key: string, text = '') => ({ key, text });

describe('the queue of runs', () => {
  it('runs one at a time, in the order in which they came', () => {
    const queue = new RunQueue();
    expect([queue.add(run('a')), queue.add(run('b')), queue.add(run('c'))]).toEqual([true, false, false]);
    expect(queue.running?.key).toBe('a');
    expect([queue.next()?.key, queue.next()?.key, queue.next()]).toEqual(['b', 'c', undefined]);
    expect(queue.running).toBeUndefined();
  });

  it('withdraws a waiting run and leaves the others', () => {
    const queue = new RunQueue();
    for (const key of ['a', 'b', 'c']) queue.add(run(key));
    expect(queue.withdraw('b')?.key).toBe('b');
    expect(queue.running?.key).toBe('a');
    expect(queue.find('b')).toBeUndefined();
    expect(queue.next()?.key).toBe('c');
  });

  it('does not withdraw what runs', () => {
    const queue = new RunQueue();
    queue.add(run('a'));
    expect(queue.withdraw('a')).toBeUndefined();
    expect(queue.find('a')?.key).toBe('a');
  });

  it('keeps the last run of a config, in the place of its first', () => {
    const queue = new RunQueue<ReturnType<typeof run>>();
    for (const each of [run('a'), run('b', 'old'), run('c')]) queue.add(each);
    expect(queue.add(run('b', 'new'))).toBe(false);
    expect(queue.add(run('a', 'new'))).toBe(true);
    expect(queue.running?.text).toBe('new');
    expect([queue.next()?.text, queue.next()?.key, queue.next()]).toEqual(['new', 'c', undefined]);
  });
});
