import { expect, it } from 'vitest';
import { isFromPage } from '../../../src/page/parseFromPage';

it('takes the messages of the page', () => {
  expect(isFromPage({ type: 'analyze' })).toBe(true);
  expect(isFromPage({ type: 'ready', revision: 3 })).toBe(true);
  expect(isFromPage({ type: 'setInConfig', path: ['model', 'layers', 0, 'units'], value: 8 })).toBe(true);
  expect(isFromPage({ type: 'changeConfig', edits: [{ path: ['seed'], value: 2, insert: true }] })).toBe(true);
  const picture = { name: 'small-memory.png', content: 'aGk=' };
  expect(isFromPage({ type: 'saveFiles', of: 'pictures', files: [picture] })).toBe(true);
  const curves = { folder: 'small-model', name: 'events.out.tfevents.1', content: 'aGk=' };
  expect(isFromPage({ type: 'saveFiles', of: 'curves', files: [curves] })).toBe(true);
  expect(isFromPage({ type: 'saveFile', name: 'a.csv', content: '', encoding: 'utf8' })).toBe(true);
  expect(isFromPage({ type: 'askStates', key: 'a' })).toBe(true);
  expect(isFromPage({ type: 'askStates', key: 'a', block: { array: 0, from: 0, to: 9 } })).toBe(true);
});

it.each([
  [null],
  ['analyze'],
  [{}],
  [{ type: 'constructor' }],
  [{ type: '__proto__' }],
  [{ type: ['analyze'] }],
  [{ type: 'revealLayer' }],
  [{ type: 'setInConfig', path: 'model', value: 1 }],
  [{ type: 'setInConfig', path: [{}], value: 1 }],
  [{ type: 'changeConfig', edits: [{ value: 1 }] }],
  [{ type: 'changeConfig', edits: { length: 1 } }],
  [{ type: 'saveFile', name: 'a', content: 'b', encoding: 'hex' }],
  [{ type: 'saveFiles', files: [{ name: 'a.png', content: '' }] }],
  [{ type: 'saveFiles', of: 'pictures', files: [{ name: '../a.png', content: '' }] }],
  [{ type: 'saveFiles', of: 'pictures', files: [{ name: '..', content: '' }] }],
  [{ type: 'saveFiles', of: 'curves', files: [{ folder: '..', name: 'a', content: '' }] }],
  [{ type: 'saveFiles', of: 'curves', files: [{ folder: 'a/b', name: 'a', content: '' }] }],
  [{ type: 'openDropped', uris: 3 }],
  [{ type: 'askStates' }],
  [{ type: 'askStates', key: 'a', block: { array: 0, from: -1, to: 9 } }],
  [{ type: 'askStates', key: 'a', block: { array: 0.5, from: 0, to: 9 } }],
  [{ type: 'askStates', key: 'a', block: 3 }],
])('refuses %j', (message) => {
  expect(isFromPage(message)).toBe(false);
});
