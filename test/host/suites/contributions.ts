import assert from 'node:assert/strict';
import { readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { commands, configurationSection, studyCommands, views, walkthrough } from '../../../src/contributions';
import { api, extension, open, until } from '../editor';
import type { HostTest } from '../runner';
import { note } from '../runner';

interface Manifest {
  readonly activationEvents: string[];
  readonly contributes: {
    readonly commands: { command: string; title: string }[];
    readonly configuration: { properties: Record<string, { default: unknown }> };
    readonly views: Record<string, { id: string; type?: string }[]>;
    readonly viewsContainers: { activitybar: { id: string; icon: string }[] };
    readonly jsonValidation: { url: string }[];
    readonly walkthroughs: { id: string; steps: { media: { markdown: string } }[] }[];
  };
}

/** The manifest with its words from the table in English. */
function manifest(): Manifest {
  const read = (name: string): string => readFileSync(join(extension().extensionPath, name), 'utf8');
  const words = JSON.parse(read('package.nls.json')) as Record<string, string>;
  const text = read('package.json').replace(/"%([^%"]+)%"/g, (_, key: string) => JSON.stringify(words[key]));
  return JSON.parse(text) as Manifest;
}

export const contributionTests: HostTest[] = [
  {
    name: 'opening a config activates the extension',
    run: async () => {
      await open('small.rnn.json');
      await until('activation', () => extension().isActive, 20_000);
    },
  },
  {
    name: 'every command of package.json is registered, and no other',
    run: async () => {
      await api();
      const registered = (await vscode.commands.getCommands(true)).filter(
        (id) =>
          Object.values<string>(commands).includes(id) ||
          (id.startsWith('rnnInformationFlow.') &&
            !/\.(focus|open|resetViewLocation|removeView|toggleVisibility)$/.test(id)),
      );
      assert.deepEqual(
        registered.sort(),
        manifest()
          .contributes.commands.map(({ command }) => command)
          .sort(),
      );
      assert.deepEqual(registered.sort(), [...Object.values(commands), ...Object.values(studyCommands)].sort());
    },
  },
  {
    name: 'settings have the defaults that package.json gives, and the names that the code reads',
    run: () => {
      const properties = Object.entries(manifest().contributes.configuration.properties);
      assert.deepEqual(properties.map(([name]) => name.slice(configurationSection.length + 1)).sort(), [
        'analyzeOnSave',
        'backend',
        'codeLens.enabled',
        'followTraining',
        'keptSize',
      ]);
      for (const [name, { default: value }] of properties)
        assert.deepEqual(vscode.workspace.getConfiguration().get(name), value, name);
    },
  },
  {
    name: 'views, the panel and the walkthrough have the ids that the code uses, and their files exist',
    run: () => {
      const { contributes, activationEvents } = manifest();
      assert.deepEqual(
        contributes.viewsContainers.activitybar.map(({ id }) => id),
        [views.container],
      );
      assert.deepEqual(
        contributes.views[views.container].map(({ id }) => id),
        [views.layers, views.runs, views.chart],
      );
      assert(activationEvents.includes(`onWebviewPanel:${views.panel}`));
      assert.equal(contributes.walkthroughs[0].id, walkthrough);
      const files = [
        ...contributes.viewsContainers.activitybar.map(({ icon }) => icon),
        ...contributes.jsonValidation.map(({ url }) => url),
        ...contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.markdown)),
      ];
      for (const file of files) assert(existsSync(join(extension().extensionPath, file)), file);
    },
  },
  {
    name: 'a config is JSON with comments, and completes from the schema',
    run: async () => {
      const editor = await open('small.rnn.json');
      assert.equal(editor.document.languageId, 'jsonc');
      const position = editor.document.positionAt(editor.document.getText().indexOf('"epochs"'));
      const labels = await until(
        'completion from the schema',
        async () => {
          const list = await vscode.commands.executeCommand<vscode.CompletionList>(
            'vscode.executeCompletionItemProvider',
            editor.document.uri,
            position,
          );
          const found = list.items.map(({ label }) =>
            (typeof label === 'string' ? label : label.label).replaceAll('"', ''),
          );
          return found.includes('learningRate') && found;
        },
        30_000,
      );
      assert(labels.includes('optimizer'));
    },
  },
  {
    name: 'activating loads no native module and no TensorFlow',
    run: async () => {
      const loaded = Object.keys(require.cache).filter(
        (path) => path.endsWith('.node') && path.includes(extension().extensionPath),
      );
      assert.deepEqual(loaded, []);
      const bundle = readFileSync(join(extension().extensionPath, 'dist', 'extension.js'), 'utf8');
      assert(!bundle.includes('tfjs_binding') && !bundle.includes('registerBackend'));
      const path = join(extension().extensionPath, 'dist', 'extension.js');
      const began = performance.now();
      // A second copy of the module, to see what loading it takes.
      Reflect.deleteProperty(require.cache, path);
      (require as (path: string) => unknown)(path);
      const load = performance.now() - began;
      note(
        `loading the extension takes ${load.toFixed(0)} ms, activating it ` +
          `${(await api()).activationTime.toFixed(0)} ms`,
      );
      note(`extension.js is ${Math.round(bundle.length / 1024)} KB`);
    },
  },
];
