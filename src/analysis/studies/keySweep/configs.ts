import { type ConfigEdit, editedConfig } from '../../../config/edits';
import { networkNames } from '../../../config/layers/networks';
import { pathOfKey, sweptKeys, type SweptPlace, valuesOf } from '../../../config/layers/sweptKeys';
import type { AnalysisConfig } from '../../../config/schema/config';
import { studyNames } from '../../../config/schema/studies/studyNames';
import { seedOf } from '../trained';

/** What is estimated of every network where the config names no quantities. */
const usualQuantities = ['inputInformation', 'outputInformation', 'entropy', 'rate', 'relevance'];

/** Settings of an analysis whose numbers a sweep does not keep. */
const notKept = ['positions', 'bias', 'sets', 'alsoWith'] as const;

/**
 * The config of one place of a sweep: its keys at their values, the seed of the repetition, one snapshot after the last
 * epoch, and no studies. Layers keep the names that they have in the config, whatever their types become.
 * @param text the config as it is written
 */
export function configAt(text: string, config: AnalysisConfig, place: SweptPlace, repetition: number): string {
  const keys = sweptKeys(config.sweep);
  return editedConfig(text, [
    ...studyNames.flatMap((name): ConfigEdit[] => (config[name] === undefined ? [] : [{ path: [name] }])),
    ...notKept.flatMap((name): ConfigEdit[] =>
      config.analysis[name] === undefined ? [] : [{ path: ['analysis', name] }],
    ),
    ...namesOf(config.model, ['model']),
    ...networkNames(config).flatMap((name) => namesOf(config.networks?.[name], ['networks', name])),
    { path: ['seed'], value: seedOf(config, repetition) },
    { path: ['analysis', 'snapshots'], value: 1 },
    { path: ['analysis', 'quantities'], value: config.analysis.quantities ?? usualQuantities },
    ...valuesOf(place).map((value, i) => ({ path: pathOfKey(keys[i].key) ?? [], value })),
  ]);
}

const namesOf = (network: Pick<AnalysisConfig['model'], 'layers'> | undefined, path: readonly string[]): ConfigEdit[] =>
  (network?.layers ?? []).map(({ name }, i) => ({ path: [...path, 'layers', i, 'name'], value: name }));
