import { sentence } from '../../base/sentence';
import { configOfNetwork, modelName, networkNames, pathInNetwork } from '../layers/networks';
import { error, type Finding, warning } from '../text/problem';
import type { AnalysisConfig } from '../schema/config';

/** The limit exists because each network is trained and analysed like the model. */
const mostNetworks = 16;

/**
 * Runs every check on the model and on each further network. Problems of the data or the training are reported once.
 */
export function checkNetworks(config: AnalysisConfig, check: (config: AnalysisConfig) => Finding[]): Finding[] {
  // With recorded states there should be no networks at all; the check of the data reports that.
  if (config.data.task === 'activations') return [];
  const names = networkNames(config);
  if (names.length > mostNetworks)
    return [
      error(
        ['networks'],
        sentence(
          '"networks" has {0} entries, but at most {1} are allowed. Remove some of them.',
          names.length,
          mostNetworks,
        ),
      ),
    ];
  return names.flatMap((name) => [
    ...nameFindings(config, name),
    ...check(configOfNetwork(config, name))
      .filter(({ path }) => path[0] === 'model')
      .map((finding) => ({ ...finding, path: pathInNetwork(name, finding.path) })),
  ]);
}

function nameFindings(config: AnalysisConfig, name: string): Finding[] {
  if (name === modelName(config)) {
    return [
      {
        ...error(
          ['networks'],
          sentence(
            'Two networks are named "{0}", and one of them is the model. Rename this network, or give the ' +
              'model another "name".',
            name,
          ),
        ),
        key: name,
      },
    ];
  }
  const same =
    JSON.stringify(config.networks?.[name].layers) === JSON.stringify(config.model.layers) &&
    config.networks?.[name].weights === config.model.weights;
  return same
    ? [
        {
          ...warning(
            ['networks'],
            sentence(
              '"{0}" has the same layers as the model, so it will show the same numbers. Change it or remove it.',
              name,
            ),
          ),
          key: name,
        },
      ]
    : [];
}
