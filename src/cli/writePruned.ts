import { writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { smallestNetwork } from '../analysis/studies/compress/smallerNetwork';
import type { KeptNetwork } from '../analysis/studies/keptNetwork';
import { headsOf } from '../config/layers/heads';
import { writeNpz } from '../data/npy/npz';
import type { AnalysisResult } from '../result/result';

/**
 * Writes NAME-pruned.rnn.json and NAME-pruned.npz beside a config, where its files are found: the smallest compressed
 * network that is enough, which runs as it is.
 * @returns a line that says so, or why nothing was written
 */
export async function writePruned(
  path: string,
  configText: string,
  result: AnalysisResult,
  networks: readonly KeptNetwork[],
): Promise<string> {
  if (result.config.compress === undefined) return withoutCompress(result);
  const name = `${basename(path).replace(/\.rnn\.json$/, '')}-pruned`;
  const found = smallestNetwork(result, configText, networks, `${name}.npz`);
  if (!found) return 'No pruned network was written: "compress" found none that is enough.';
  const file = (ending: string): string => join(dirname(path), `${name}${ending}`);
  const arrays = Object.entries(found.weights).map(
    ([array, { shape, values }]) => [array, { shape, data: values }] as const,
  );
  await writeNpz(file('.npz'), new Map(arrays));
  await writeFile(file('.rnn.json'), found.configText);
  return `Wrote ${file('.rnn.json')} and ${file('.npz')}.`;
}

/** What to add to the config, with the name of a layer that can be compressed. */
function withoutCompress({ config }: AnalysisResult): string {
  const layer = config.model.layers.find(
    (each) => 'units' in each && !headsOf(config.model.layers).some(({ name }) => name === each.name),
  );
  return (
    'No pruned network was written: the config asks for no compression. Add ' +
    `"compress": { "layer": "${layer?.name ?? 'NAME OF A LAYER'}" } to it, and run this again.`
  );
}
