import { posix } from 'node:path';
import { expect, it, vi } from 'vitest';
import { pathOf, uriAt } from '../../../src/editor/place';

interface Parts {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
}
const { from } = vi.hoisted(() => ({ from: (parts: Parts) => ({ ...parts, fsPath: parts.path }) }));
vi.mock('vscode', () => ({ Uri: { file: (path: string) => from({ scheme: 'file', authority: '', path }), from } }));

it('finds every place again by its path', () => {
  const places = [
    { scheme: 'file', authority: '', path: '/home/a b/x.rnn.json' },
    { scheme: 'vscode-vfs', authority: 'github', path: '/owner/name/x%20y#1.rnn.json' },
    { scheme: 'tmp', authority: '', path: '/x.rnn.json' },
  ];
  for (const place of places) expect(uriAt(pathOf(from(place)))).toEqual(from(place));
});

it('names what is beside a file as paths are joined', () => {
  const config = pathOf(from({ scheme: 'tmp', authority: '', path: '/folder/x.rnn.json' }));
  expect(uriAt(posix.join(posix.dirname(config), 'data.csv'))).toEqual(
    from({ scheme: 'tmp', authority: '', path: '/folder/data.csv' }),
  );
});
