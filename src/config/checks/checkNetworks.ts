import { sentence } from '../../base/sentence';
import { configOfNetwork, modelName, networkNames, pathInNetwork } from '../layers/networks';
import { error, type Finding, warning } from '../text/problem';
import type { AnalysisConfig } from '../schema/config';

/** Each is trained and analysed like the model. */
const mostNetworks = 16;

/** Every check of the model, of each network beside it; what is wrong with the data or the training is said once. */
export function checkNetworks(config: AnalysisConfig, check: (config: AnalysisConfig) => Finding[]): Finding[] {
  // Where the states are given there should be no networks at all, and that is said of the data.
  if (config.data.task === 'activations') return [];
  const names = networkNames(config);
  if (names.length > mostNetworks)
    return [
      error(
        ['networks'],
        sentence('{0} networks stand beside the model; at most {1} may.', names.length, mostNetworks),
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
