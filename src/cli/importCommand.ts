import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { configPathOf, importedConfig, importEdits } from '../analysis/imports/importedConfig';
import { readNetwork } from '../analysis/imports/readNetwork';
import { inEnglish, sentence } from '../base/sentence';
import { InputError } from '../base/userError';
import { editedConfig } from '../config/edits';
import { readText } from './readText';

/** `import FILE [CONFIG]`: writes the layers of a file of weights into a config, or into a new one beside the file. */
export async function importCommand(name: string, into: string | undefined): Promise<void> {
  const file = resolve(name);
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
