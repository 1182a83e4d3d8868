import { existsSync } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { configPathOf, importedConfig, importEdits } from '../analysis/imports/importedConfig';
import { folderConfig } from '../analysis/imports/folderConfig';
import { readNetwork } from '../analysis/imports/readNetwork';
import { inEnglish, sentence } from '../base/sentence';
import { InputError } from '../base/userError';
import { editedConfig } from '../config/edits';
import { readText } from './readText';

/**
 * `import FILE [CONFIG]`: writes the layers of a file of weights into a config, or into a new one beside the file.
 * `import FOLDER`: writes the config of recorded states, or of arrays that somebody saved, beside their folder.
 */
export async function importCommand(name: string, into: string | undefined): Promise<void> {
  const file = resolve(name);
  if (await isFolder(file)) {
    await importFolder(file, into);
    return;
  }
  const network = await readNetwork(file);
  const config = resolve(into ?? configPathOf(file));
  const there = existsSync(config);
  if (there && into === undefined)
    throw new InputError(
      sentence('This config exists already. To write the layers into it, name it after the file.'),
      config,
    );
  const text = there
    ? editedConfig(await readText(config), importEdits(network, file, config))
    : importedConfig(network, file, config);
  await writeFile(config, text);
  for (const said of network.assumed) process.stderr.write(`${inEnglish(said)}\n`);
  const layers = network.layers.map((layer) => String(layer.name)).join(', ');
  process.stdout.write(`${relative(process.cwd(), config)}: layers ${layers} of ${name}\n`);
}

const isFolder = (file: string): Promise<boolean> =>
  stat(file).then(
    (status) => status.isDirectory(),
    () => false,
  );

async function importFolder(folder: string, into: string | undefined): Promise<void> {
  const config = resolve(into ?? `${folder}.rnn.json`);
  if (existsSync(config))
    throw new InputError(
      sentence('This config exists already. Name another file: import FOLDER other.rnn.json.'),
      config,
    );
  if (dirname(config) !== dirname(folder))
    throw new InputError(
      sentence('The config of a folder stands beside it. Write it there: {0}.rnn.json.', folder),
      config,
    );
  const { text, left } = await folderConfig(folder);
  await writeFile(config, text);
  for (const said of left) process.stderr.write(`${inEnglish(said)}\n`);
  process.stdout.write(
    `${relative(process.cwd(), config)}: the recorded states in ${relative(process.cwd(), folder)}\n`,
  );
}
