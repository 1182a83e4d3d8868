import { expect, test } from 'vitest';
import { Layouts } from '../../../src/editor/page/layouts';
import { plainLayout, readLayout, toggled } from '../../../src/page/layout';

/** What VS Code's memento does with values that are JSON. */
function memory() {
  const held = new Map<string, unknown>();
  return {
    keys: () => [...held.keys()],
    get: <T>(key: string, otherwise?: T): T => (held.has(key) ? JSON.parse(String(held.get(key))) : otherwise) as T,
    update: (key: string, value: unknown) => Promise.resolve(void held.set(key, JSON.stringify(value))),
  };
}

test('a layout from outside is read field by field; what does not fit is left out', () => {
  const layout = { ...plainLayout, pinned: ['loss'], scales: { memory: 'data' as const }, hiddenLayers: ['z'] };
  expect(readLayout(JSON.parse(JSON.stringify(layout)))).toEqual(layout);
  for (const wrong of [undefined, null, 3, 'text', [], { pinned: 'loss', scales: 7 }])
    expect(readLayout(wrong)).toEqual(plainLayout);
  expect(readLayout({ pinned: ['a', 3, null], scales: { a: 'data', b: 'wide' } })).toEqual({
    ...plainLayout,
    pinned: ['a'],
    scales: { a: 'data' },
  });
  expect(readLayout({ pinned: Array(5000).fill('a') }).pinned).toHaveLength(1000);
});

test('a name is added where it was absent and taken away where it was there', () => {
  expect(toggled(['a'], 'b')).toEqual(['a', 'b']);
  expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
});

test('each config keeps its own layout, two hundred of them', () => {
  const layouts = new Layouts(memory());
  expect(layouts.of('file:///a')).toEqual(plainLayout);
  layouts.keep('file:///a', { ...plainLayout, pinned: ['loss'] });
  layouts.keep('file:///b', { nonsense: true });
  expect(layouts.of('file:///a').pinned).toEqual(['loss']);
  expect(layouts.of('file:///b')).toEqual(plainLayout);
  for (let i = 0; i < 199; i++) layouts.keep(`file:///${i}`, plainLayout);
  expect(layouts.of('file:///a'), 'the one arranged longest ago is forgotten').toEqual(plainLayout);
});
