import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { inWorkspace } from '../../../src/editor/agents/inWorkspace';

/** Its Uri keeps "..", and a file is in a folder where its path begins with it: both as in VS Code. */
const editor = vi.hoisted(() => {
  const file = (path: string) => ({ scheme: 'file', fsPath: path, toString: () => `file://${path}` });
  const root: { folder: string | undefined } = { folder: undefined };
  return { file, root };
});
vi.mock('vscode', () => ({
  Uri: {
    file: editor.file,
    joinPath: ({ fsPath }: { fsPath: string }, name: string) => editor.file(join(fsPath, name)),
  },
  workspace: {
    get workspaceFolders() {
      return editor.root.folder === undefined ? undefined : [{ uri: editor.file(editor.root.folder) }];
    },
    getWorkspaceFolder: ({ fsPath }: { fsPath: string }) =>
      editor.root.folder !== undefined && fsPath.startsWith(`${editor.root.folder}/`) ? {} : undefined,
  },
}));

let all: string;
beforeAll(async () => {
  all = await realpath(await mkdtemp(join(tmpdir(), 'rnn-infoflow-workspace-')));
  editor.root.folder = join(all, 'open');
  await Promise.all([mkdir(join(all, 'open')), mkdir(join(all, 'elsewhere'))]);
  await writeFile(join(all, 'open', 'own.rnn.json'), '{}');
  await writeFile(join(all, 'elsewhere', 'secret.rnn.json'), '{}');
  await symlink(join(all, 'elsewhere'), join(all, 'open', 'linked'));
  await symlink(join(all, 'open', 'own.rnn.json'), join(all, 'open', 'same.rnn.json'));
});
afterAll(() => rm(all, { recursive: true, force: true }));

it('finds the files of the workspace, and names those that do not exist', async () => {
  for (const name of ['own.rnn.json', 'same.rnn.json', 'new.rnn.json', join(all, 'open', 'own.rnn.json')])
    expect((await inWorkspace(name)).fsPath).toMatch(/\/open\/\w+\.rnn\.json$/);
});

it('does not leave the workspace, by dots or by links', async () => {
  for (const name of [
    '../elsewhere/secret.rnn.json',
    `${all}/open/../elsewhere/secret.rnn.json`,
    `${all}/elsewhere/secret.rnn.json`,
    'linked/secret.rnn.json',
    '..',
  ])
    await expect(inWorkspace(name)).rejects.toThrow(`${name} is outside the workspace.`);
});
