import { basename, dirname, relative, sep } from 'node:path';
import { type ConfigEdit, editedConfig } from '../../config/edits';
import { inEnglish } from '../../base/sentence';
import type { ImportedNetwork } from '../../models/weights/importNetwork';

/** The edits that give a config the network of a file. */
export function importEdits({ layers }: ImportedNetwork, file: string, configPath: string): ConfigEdit[] {
  return [
    { path: ['model', 'weights'], value: relative(dirname(configPath), file).split(sep).join('/') },
    { path: ['model', 'layers'], value: layers },
  ];
}

/** A new config that analyses the network of a file as it is; its inputs are for the person to name. */
export function importedConfig(network: ImportedNetwork, file: string, configPath: string): string {
  const { kind, count } = network.reads;
  const inputs =
    kind === 'symbols'
      ? `an array [sequences, steps] of integers from 0 to ${count - 1}`
      : `an array [sequences, steps, ${count}]`;
  const notes = [`The network of ${basename(file)}, as it is.`, ...network.assumed.map(inEnglish)];
  const text = `{
${notes.map((note) => `  // ${note}`).join('\n')}
  "data": {
    "task": "file",
    // What it reads: ${inputs}. With "targets", its information about them is shown too.
    "inputs": "x.npy"${kind === 'symbols' ? `,\n    "symbols": ${count}` : ''}
  },
  "model": {},
  "training": { "epochs": 0 }
}
`;
  return editedConfig(text, importEdits(network, file, configPath));
}

/** The path of the config that is made from a file: next to it, with its name. */
export const configPathOf = (file: string): string => `${file.replace(/(\.weights\.h5|\.[A-Za-z0-9]+)$/, '')}.rnn.json`;
